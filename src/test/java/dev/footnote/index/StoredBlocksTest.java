package dev.footnote.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.document.Version;
import dev.footnote.store.Sha256;
import dev.footnote.text.Chunker;
import dev.footnote.text.ChunkerSettings;
import dev.footnote.text.DocumentParser;
import dev.footnote.text.Format;
import dev.footnote.text.ParseLimits;
import dev.footnote.text.ParseResult;
import dev.footnote.text.ParsedDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a version keeps is enough to cut it again, as if it had just been parsed. */
class StoredBlocksTest {
  private static final DocumentParser PARSER = new DocumentParser(ParseLimits.defaults());

  static Stream<Path> samples() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("samples/corpus"))) {
      return files
          .filter(file -> Format.ofFileName(file.toString()).isPresent())
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aStoredVersionIsCutAsTheParsedDocumentWas(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Format format = Format.ofFileName(file.toString()).orElseThrow();
    ParsedDocument parsed = ((ParseResult.Parsed) PARSER.parse(format, bytes)).document();
    Version version = PrepareDocument.version(format, bytes, parsed);

    for (int target : List.of(64, 250)) {
      Chunker chunker = new Chunker(ChunkerSettings.ofTarget(target), text -> text.length() / 4);
      assertThat(chunker.chunk(StoredBlocks.parsed(version)))
          .isNotEmpty()
          .isEqualTo(chunker.chunk(parsed));
    }
    assertThat(version.contentSha256()).isEqualTo(Sha256.of(bytes));
  }
}
