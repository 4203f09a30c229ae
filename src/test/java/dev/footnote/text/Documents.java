package dev.footnote.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Objects;

/** Parsing for tests, with every invariant of a parsed document checked on the way. */
final class Documents {

  static final DocumentParser PARSER = new DocumentParser(ParseLimits.defaults());

  private Documents() {}

  static ParsedDocument parse(Format format, String source) {
    return parse(format, source.getBytes(StandardCharsets.UTF_8));
  }

  static ParsedDocument parse(Format format, byte[] source) {
    ParseResult result = PARSER.parse(format, source);
    assertThat(result).isInstanceOf(ParseResult.Parsed.class);
    ParsedDocument document = ((ParseResult.Parsed) result).document();
    requireInvariants(document);
    return document;
  }

  static ParseResult.Refused refuse(Format format, byte[] source) {
    ParseResult result = PARSER.parse(format, source);
    assertThat(result).isInstanceOf(ParseResult.Refused.class);
    ParseResult.Refused refused = (ParseResult.Refused) result;
    assertThat(refused.detail()).endsWith(".").hasSizeGreaterThan(20);
    return refused;
  }

  static void requireInvariants(ParsedDocument document) {
    String text = document.text();
    assertThat(Normalizer.isNormalized(text, Normalizer.Form.NFC)).isTrue();
    assertThat(text.chars().filter(c -> Character.isISOControl(c) && c != '\n' && c != '\t'))
        .isEmpty();
    assertThat(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo(text);
    int end = 0;
    for (Block block : document.blocks()) {
      assertThat(block.start()).isGreaterThanOrEqualTo(end);
      assertThat(text.substring(end, block.start())).isBlank();
      assertThat(text.substring(block.start(), block.end())).isNotBlank();
      end = block.end();
    }
    assertThat(text.substring(end)).isBlank();
    requirePages(document);
  }

  private static void requirePages(ParsedDocument document) {
    int end = 0;
    for (Page page : document.pages()) {
      assertThat(page.start()).isEqualTo(end);
      end = page.end();
    }
    if (!document.pages().isEmpty()) {
      assertThat(end).isEqualTo(document.text().length());
      for (Block block : document.blocks()) {
        Page page = document.pages().get(Objects.requireNonNull(block.page()) - 1);
        assertThat(block.start()).isBetween(page.start(), page.end());
      }
    }
  }
}
