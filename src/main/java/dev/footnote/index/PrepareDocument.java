package dev.footnote.index;

import dev.footnote.document.Version;
import dev.footnote.store.Sha256;
import dev.footnote.text.Block;
import dev.footnote.text.DocumentParser;
import dev.footnote.text.Format;
import dev.footnote.text.Page;
import dev.footnote.text.ParseLimits;
import dev.footnote.text.ParseResult;
import dev.footnote.text.ParsedDocument;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From bytes to a version: the part of indexing that needs neither model nor database. */
@ApplicationScoped
class PrepareDocument {
  private final DocumentParser parser;

  PrepareDocument(IndexConfig config) {
    ParseLimits limits = ParseLimits.defaults();
    this.parser =
        new DocumentParser(
            new ParseLimits(
                config.bytesMax(),
                config.pagesMax(),
                config.textCharsMax(),
                config.parseTimeMax(),
                limits.expandedBytesMax(),
                limits.expansionRatioMax(),
                limits.parsersMax()));
  }

  /** What came of reading the bytes. */
  sealed interface Preparation {
    record Ready(Version version) implements Preparation {}

    record Refused(String code, String detail) implements Preparation {}
  }

  /** Reads bytes as the format that the file's name says. */
  Preparation prepare(String uri, byte[] bytes) {
    Optional<Format> format = Format.ofFileName(uri);
    if (format.isEmpty()) {
      return new Preparation.Refused(
          ParseResult.Reason.UNSUPPORTED.code(),
          "No format is known by the ending of this file's name.");
    }
    return switch (parser.parse(format.get(), bytes)) {
      case ParseResult.Refused(ParseResult.Reason reason, String detail) ->
          new Preparation.Refused(reason.code(), detail);
      case ParseResult.Parsed(ParsedDocument document) ->
          new Preparation.Ready(version(format.get(), bytes, document));
    };
  }

  static Version version(Format format, byte[] bytes, ParsedDocument document) {
    return new Version(
        document.title(),
        name(format),
        document.metadata(),
        Sha256.of(bytes),
        bytes.length,
        document.text(),
        outline(document.blocks()),
        document.pages().stream().map(Page::start).toList(),
        DocumentParser.VERSION,
        StoredBlocks.of(document.blocks()));
  }

  /** The name under which a format is stored and filtered by: {@code markdown}, {@code pdf}, … */
  static String name(Format format) {
    return format.name().toLowerCase(java.util.Locale.ROOT);
  }

  /** One entry wherever the heading path changes. */
  private static List<Version.OutlineEntry> outline(List<Block> blocks) {
    var outline = new ArrayList<Version.OutlineEntry>();
    List<String> path = List.of();
    for (Block block : blocks) {
      if (!block.headingPath().equals(path)) {
        path = block.headingPath();
        outline.add(new Version.OutlineEntry(block.start(), path));
      }
    }
    return List.copyOf(outline);
  }
}
