package dev.footnote.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {

  @ParameterizedTest
  @CsvSource({
    "a.md, MARKDOWN",
    "b.MARKDOWN, MARKDOWN",
    "c.html, HTML",
    "d.htm, HTML",
    "e.pdf, PDF",
    "f.Docx, DOCX",
    "g.txt, TEXT",
    "h.text, TEXT",
    "i.csv, CSV",
    "j.tsv, CSV",
    "k.jsonl, JSONL",
    "l.ndjson, JSONL",
    "dir.v2/report final.v3.pdf, PDF"
  })
  void endingOfTheNameDecides(String name, Format format) {
    assertThat(Format.ofFileName(name)).contains(format);
  }

  @ParameterizedTest
  @CsvSource({"README", "archive.zip", ".md", "folder.md/", "folder.md/file", "''", "a."})
  void otherNamesHaveNoFormat(String name) {
    assertThat(Format.ofFileName(name)).isEmpty();
  }

  @Test
  void defaultsArePinned() {
    ParseLimits limits = ParseLimits.defaults();
    assertThat(limits.bytesMax()).isEqualTo(32 * 1024 * 1024);
    assertThat(limits.pagesMax()).isEqualTo(2_000);
    assertThat(limits.textCharsMax()).isEqualTo(10_000_000);
    assertThat(limits.parseTimeMax()).hasSeconds(60);
    assertThat(limits.expandedBytesMax()).isEqualTo(256L * 1024 * 1024);
    assertThat(limits.expansionRatioMax()).isEqualTo(100);
    assertThat(limits.parsersMax()).isEqualTo(8);
    assertThat(ChunkerSettings.defaults().version()).isEqualTo("local-max-1-250-400-32-40-4000");
    assertThat(DocumentParser.VERSION).isEqualTo("2");
    assertThat(LexicalAnalyzer.VERSION).isEqualTo("2");
  }

  @Test
  void reasonCodesAreStable() {
    assertThat(ParseResult.Reason.values())
        .extracting(ParseResult.Reason::code)
        .containsExactly(
            "empty",
            "too-large",
            "too-many-pages",
            "binary",
            "broken",
            "encrypted",
            "no-text",
            "archive-bomb",
            "timeout",
            "unsupported");
  }
}
