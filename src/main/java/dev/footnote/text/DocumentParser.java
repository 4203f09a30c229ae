package dev.footnote.text;

import static dev.footnote.text.ParseResult.Reason.BROKEN;
import static dev.footnote.text.ParseResult.Reason.EMPTY;
import static dev.footnote.text.ParseResult.Reason.TIMEOUT;
import static dev.footnote.text.ParseResult.Reason.TOO_LARGE;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Turns a file's bytes into a positioned document.
 *
 * <p>Bad input never throws: it is refused with a reason. Time is bounded too: each file is read on
 * a thread of its own, which is told to stop when its time is over. Safe for use by many threads.
 */
public final class DocumentParser {

  /**
   * Changes whenever the same bytes may give another text, or more is kept of them, so that an
   * index can notice.
   */
  public static final String VERSION = "2";

  private final ParseLimits limits;
  private final Semaphore parsers;

  public DocumentParser(ParseLimits limits) {
    this.limits = limits;
    this.parsers = new Semaphore(limits.parsersMax());
  }

  /** Reads a file; the result is the document or the reason why there is none. */
  public ParseResult parse(Format format, byte[] bytes) {
    if (bytes.length == 0) {
      return new ParseResult.Refused(EMPTY, "The file is empty. Nothing to index.");
    }
    if (bytes.length > limits.bytesMax()) {
      return new ParseResult.Refused(
          TOO_LARGE,
          "The file has %,d bytes; the limit is %,d. Split it or raise the limit."
              .formatted(bytes.length, limits.bytesMax()));
    }
    return withinTime(() -> parseUnbounded(format, bytes));
  }

  private ParseResult parseUnbounded(Format format, byte[] bytes) {
    TextAssembler out = new TextAssembler(limits.textCharsMax());
    try {
      parserFor(format).parse(bytes, out);
    } catch (ParseRefusal refusal) {
      return refusal.asResult();
    } catch (IOException | RuntimeException | StackOverflowError damaged) {
      return new ParseResult.Refused(BROKEN, describe(format, damaged));
    }
    if (!out.hasText()) {
      return new ParseResult.Refused(EMPTY, "The file holds no text. Nothing to index.");
    }
    return new ParseResult.Parsed(out.finish());
  }

  private FormatParser parserFor(Format format) {
    return switch (format) {
      case MARKDOWN -> new MarkdownParser();
      case HTML -> new HtmlParser();
      case TEXT -> new PlainTextParser();
      case CSV -> new CsvParser();
      case JSONL -> new JsonLinesParser();
      case DOCX -> new DocxParser(limits);
      case PDF -> new PdfParser(limits);
    };
  }

  private static String describe(Format format, Throwable damaged) {
    String cause = damaged.getMessage();
    return "The file can't be read as %s%s. Check that it opens elsewhere and save it again."
        .formatted(
            format.name().toLowerCase(Locale.ROOT),
            cause == null ? "" : " (" + TextNormalizer.line(cause) + ")");
  }

  private ParseResult withinTime(Supplier<ParseResult> parse) {
    Duration time = limits.parseTimeMax();
    FutureTask<ParseResult> task = new FutureTask<>(parse::get);
    try {
      if (!parsers.tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS)) {
        return new ParseResult.Refused(
            TIMEOUT, "All parsers are busy with files that take too long. Try again later.");
      }
      Thread.ofPlatform()
          .daemon()
          .name("parse")
          .start(
              () -> {
                try {
                  task.run();
                } finally {
                  parsers.release();
                }
              });
      return task.get(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      task.cancel(true);
      return new ParseResult.Refused(
          TIMEOUT,
          "Reading the file took longer than %d s and was stopped. Split it or raise the limit."
              .formatted(time.toSeconds()));
    } catch (InterruptedException stopped) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      return new ParseResult.Refused(TIMEOUT, "Reading the file was interrupted. Try again.");
    } catch (ExecutionException failed) {
      return new ParseResult.Refused(
          BROKEN, "The file can't be read: " + String.valueOf(failed.getCause()));
    }
  }
}
