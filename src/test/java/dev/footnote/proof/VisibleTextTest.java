package dev.footnote.proof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "27\u200B days",
        "27\u200C days",
        "2\u200D7 days",
        "\uFEFF27 days",
        "27\u00AD days",
        "\u202E27\u202C days",
        "\u206627\u2069 days",
        "27\uDB40\uDC41\uDB40\uDC42 days",
        "27\uFE01\uFE02 days",
        "27\uDB40\uDD01 days",
        "27\uFE0F\uFE0F days",
        "27\uE000 days",
        "27\u3164 days",
        "27\u0007days"
      })
  void hiddenCharactersAreTakenOut(String text) {
    assertThat(VisibleText.of(text)).isEqualTo("27 days");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\tb\nc",
        "می\u200Cخواهم",
        "👨\u200D👩\u200D👧",
        "☂\uFE0F rain",
        "क्\u200Dष",
        "ﬁne – “so”"
      })
  void visibleTextStaysAsItIs(String text) {
    assertThat(VisibleText.of(text)).isEqualTo(text);
  }
}
