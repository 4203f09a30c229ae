package dev.footnote.web.mcp;

import dev.footnote.document.DocumentSummary;
import dev.footnote.document.Version;
import dev.footnote.evidence.TextSpan;
import dev.footnote.web.api.DocumentResource.VersionView;
import dev.footnote.web.api.PassageUrl;
import dev.footnote.web.problem.ProblemException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A part of a version's text. Places count UTF-16 code units of the whole text.
 *
 * @param current whether it is what the document says now
 * @param headingPath headings above the span, or above the part where no span was asked for
 * @param page of that place; null where the format has no pages
 * @param span the passage that was asked for; null where none was
 * @param quote its text; null where none was asked for
 * @param part which part of the text this is
 * @param later where the part after this begins; null at the end
 * @param chars length of the whole text
 * @param url page of the version with the passage highlighted
 */
record SourcePart(
    UUID documentId,
    String collection,
    String uri,
    String title,
    int version,
    boolean current,
    List<String> headingPath,
    @Nullable Integer page,
    @Nullable TextSpan span,
    @Nullable String quote,
    TextSpan part,
    String text,
    @Nullable Integer later,
    int chars,
    String url) {

  static SourcePart of(
      DocumentSummary document,
      VersionView version,
      @Nullable Integer start,
      @Nullable Integer end,
      int context,
      int charsMax) {
    String text = version.text();
    int from = start == null ? 0 : start;
    if (from > text.length()) {
      throw ProblemException.invalid(
          "start",
          "'start' is %,d, and the text has %,d characters.".formatted(from, text.length()));
    }
    TextSpan span = end == null ? null : span(text, from, end, charsMax);
    TextSpan part =
        span == null
            ? whole(text, from, Math.min(text.length(), from + charsMax))
            : whole(
                text,
                Math.max(0, span.start() - context),
                Math.min(text.length(), span.end() + context));
    String title = version.version().title();
    int last = span == null ? part.end() : span.end();
    return new SourcePart(
        version.documentId(),
        document.collection(),
        version.uri(),
        title == null ? document.title() : title,
        version.version().number(),
        version.current(),
        headings(version.outline(), from),
        page(version.pages(), from),
        span,
        span == null ? null : span.in(text),
        part,
        part.in(text),
        part.end() < text.length() ? part.end() : null,
        text.length(),
        PassageUrl.of(version.documentId(), version.version().number(), from, last));
  }

  private static TextSpan span(String text, int start, int end, int charsMax) {
    if (end <= start || end > text.length() || end - start > charsMax) {
      throw ProblemException.invalid(
          "end",
          "'end' must lie after 'start', at most %,d characters, and within the text, which has %,d."
              .formatted(charsMax, text.length()));
    }
    return new TextSpan(start, end);
  }

  /** The part without half a character at either end. */
  private static TextSpan whole(String text, int start, int end) {
    int from = splits(text, start) ? start - 1 : start;
    return new TextSpan(from, splits(text, end) ? end - 1 : end);
  }

  private static boolean splits(String text, int at) {
    return at > 0
        && at < text.length()
        && Character.isLowSurrogate(text.charAt(at))
        && Character.isHighSurrogate(text.charAt(at - 1));
  }

  private static List<String> headings(List<Version.OutlineEntry> outline, int position) {
    return outline.stream()
        .takeWhile(entry -> entry.start() <= position)
        .reduce((before, after) -> after)
        .map(Version.OutlineEntry::path)
        .orElse(List.of());
  }

  private static @Nullable Integer page(List<Integer> starts, int position) {
    return starts.isEmpty()
        ? null
        : Math.max(1, (int) starts.stream().takeWhile(start -> start <= position).count());
  }
}
