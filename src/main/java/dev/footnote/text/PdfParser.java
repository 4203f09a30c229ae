package dev.footnote.text;

import static dev.footnote.text.ParseResult.Reason.BINARY;
import static dev.footnote.text.ParseResult.Reason.ENCRYPTED;
import static dev.footnote.text.ParseResult.Reason.NO_TEXT;
import static dev.footnote.text.ParseResult.Reason.TOO_MANY_PAGES;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.jspecify.annotations.Nullable;

/** PDF: text page by page, with paragraphs, lists, tables and headings found by their looks. */
final class PdfParser implements FormatParser {

  /** Readers accept the file's mark anywhere in the first kilobyte. */
  private static final int HEADER_BYTES = 1024;

  private final ParseLimits limits;

  PdfParser(ParseLimits limits) {
    this.limits = limits;
  }

  @Override
  public void parse(byte[] bytes, TextAssembler out) throws IOException {
    String head =
        new String(bytes, 0, Math.min(bytes.length, HEADER_BYTES), StandardCharsets.ISO_8859_1);
    if (!head.contains("%PDF-")) {
      throw new ParseRefusal(BINARY, "The file is not a PDF, whatever its name says.");
    }
    PdfStreams.check(bytes, limits);
    try (PDDocument document = Loader.loadPDF(bytes)) {
      if (document.getNumberOfPages() > limits.pagesMax()) {
        throw new ParseRefusal(
            TOO_MANY_PAGES,
            "The file has %,d pages; the limit is %,d. Split it or raise the limit."
                .formatted(document.getNumberOfPages(), limits.pagesMax()));
      }
      readProperties(document.getDocumentInformation(), out);
      List<List<PdfLine>> pages = new PdfTextReader().read(document);
      if (pages.stream().allMatch(List::isEmpty)) {
        throw new ParseRefusal(
            NO_TEXT,
            "The pages hold no text, only pictures such as a scan. Run text recognition (OCR)"
                + " over the file first.");
      }
      new PdfBlocks(PdfFurniture.remove(pages), out).write();
    } catch (InvalidPasswordException password) {
      throw new ParseRefusal(
          ENCRYPTED, "The PDF needs a password. Save a copy without one to index it.");
    }
  }

  private static void readProperties(PDDocumentInformation info, TextAssembler out) {
    out.propertyTitle(info.getTitle());
    out.metadata("author", info.getAuthor());
    out.metadata("subject", info.getSubject());
    String keywords = info.getKeywords();
    if (keywords != null && !keywords.isBlank()) {
      out.metadata("tags", List.copyOf(Arrays.asList(keywords.strip().split("\\s*[,;]\\s*"))));
    }
    out.metadata("created", instant(info.getCreationDate()));
    out.metadata("modified", instant(info.getModificationDate()));
  }

  private static @Nullable String instant(@Nullable Calendar date) {
    return date == null ? null : date.toInstant().toString();
  }
}
