package dev.footnote.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CanonicalJsonTest {
  @Test
  void oneValueHasOneFormHoweverItIsWritten() {
    String written = "{ \"b\": [1.50, 1E-7, 100], \"a\": {\"z\": null, \"y\": \"é\\n\"} }";
    String stored = "{\"a\":{\"y\":\"\\u00e9\\n\",\"z\":null},\"b\":[1.5,0.0000001,1e2]}";

    assertThat(CanonicalJson.of(written)).isEqualTo(CanonicalJson.of(stored));
    assertThat(CanonicalJson.of(stored))
        .isEqualTo("{\"a\":{\"y\":\"é\\n\",\"z\":null},\"b\":[1.5,0.0000001,100]}");
  }

  @Test
  void differentValuesHaveDifferentForms() {
    assertThat(CanonicalJson.of("{\"a\":\"1\"}")).isNotEqualTo(CanonicalJson.of("{\"a\":1}"));
    assertThat(CanonicalJson.of("[[],{}]")).isEqualTo("[[],{}]");
    assertThat(CanonicalJson.of("[1,2]")).isNotEqualTo(CanonicalJson.of("[2,1]"));
  }
}
