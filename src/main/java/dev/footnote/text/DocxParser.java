package dev.footnote.text;

import static dev.footnote.text.ParseResult.Reason.BROKEN;
import static dev.footnote.text.ParseResult.Reason.ENCRYPTED;
import static dev.footnote.text.ParseResult.Reason.UNSUPPORTED;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.apache.poi.ooxml.POIXMLProperties.CoreProperties;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.jspecify.annotations.Nullable;

/** Word documents: headings, paragraphs, lists, tables and footnotes, without page furniture. */
final class DocxParser implements FormatParser {

  private final ParseLimits limits;

  DocxParser(ParseLimits limits) {
    this.limits = limits;
  }

  @Override
  public void parse(byte[] bytes, TextAssembler out) throws IOException {
    if (TextDecoding.startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) {
      throw compoundFile(bytes);
    }
    if (!TextDecoding.startsWith(bytes, 'P', 'K')) {
      throw new ParseRefusal(
          BROKEN, "The file is not a Word document, whatever its name says. Save it as .docx.");
    }
    ArchiveBounds.check(bytes, limits);
    try (XWPFDocument document = new XWPFDocument(new ByteArrayInputStream(bytes))) {
      readProperties(document.getProperties().getCoreProperties(), out);
      new DocxBlocks(document, out).write();
    }
  }

  /** The container of old Word files, and of new ones under a password. */
  private static ParseRefusal compoundFile(byte[] bytes) throws IOException {
    try (POIFSFileSystem container = new POIFSFileSystem(new ByteArrayInputStream(bytes))) {
      return container.getRoot().hasEntryCaseInsensitive("EncryptedPackage")
          ? new ParseRefusal(
              ENCRYPTED, "The document needs a password. Save a copy without one to index it.")
          : new ParseRefusal(
              UNSUPPORTED, "This is an old Word file (.doc). Save it as .docx to index it.");
    }
  }

  private static void readProperties(CoreProperties properties, TextAssembler out) {
    out.propertyTitle(properties.getTitle());
    out.metadata("author", properties.getCreator());
    out.metadata("subject", properties.getSubject());
    out.metadata("category", properties.getCategory());
    out.metadata("description", properties.getDescription());
    out.metadata("created", instant(properties.getCreated()));
    out.metadata("modified", instant(properties.getModified()));
    String keywords = properties.getKeywords();
    if (keywords != null && !keywords.isBlank()) {
      out.metadata("tags", List.copyOf(Arrays.asList(keywords.strip().split("\\s*[,;]\\s*"))));
    }
  }

  @SuppressWarnings("JavaUtilDate") // POI's own type, turned into text at once.
  private static @Nullable String instant(@Nullable Date date) {
    return date == null ? null : date.toInstant().toString();
  }
}
