package dev.footnote.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each format's text and positions against files a person has read. After a wanted change, run with
 * {@code -Dgolden.write=true} and read the difference.
 */
class GoldenTextTest {

  private static final Path FOLDER = Path.of("src/test/resources/text");

  @ParameterizedTest
  @ValueSource(strings = {"policy.md", "page.html", "notes.txt", "prices.csv", "people.jsonl"})
  void fileGivesTheTextAndPositionsThatWereRead(String name) throws IOException {
    compare(name, Format.ofFileName(name).orElseThrow(), Files.readAllBytes(FOLDER.resolve(name)));
  }

  @ParameterizedTest
  @EnumSource(
      value = Format.class,
      names = {"PDF", "DOCX"})
  void madeFileGivesTheTextAndPositionsThatWereRead(Format format) throws IOException {
    byte[] bytes = format == Format.PDF ? PdfFixtures.handbook() : DocxFixtures.handbook();
    compare("handbook." + format.extensions().getFirst(), format, bytes);
  }

  private static void compare(String name, Format format, byte[] bytes) throws IOException {
    String rendered = DocumentRendering.render(Documents.parse(format, bytes));
    Path golden = FOLDER.resolve(name + ".golden");
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(golden, rendered);
    }
    assertThat(rendered).isEqualTo(Files.readString(golden));
    assertThat(DocumentRendering.render(Documents.parse(format, bytes))).isEqualTo(rendered);
  }
}
