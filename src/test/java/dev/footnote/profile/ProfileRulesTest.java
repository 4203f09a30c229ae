package dev.footnote.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.profile.ProfileRefused.Fault;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProfileRulesTest {
  private static final Set<String> ENDPOINTS = Set.of("tuned", "cheap");

  @Test
  void nothingAtAllIsAcceptable() {
    assertThat(faults("{}")).isEmpty();
  }

  @Test
  void theLargestOfEverythingIsAcceptable() {
    assertThat(
            faults(
                """
                {"instructions": "%s", "tone": "%s", "language": "zh-Hant-TW", "endpoint": "tuned",
                 "model": "%s", "temperature": 2, "top_p": 1, "answer_tokens_max": 32768,
                 "evidence_tokens_max": 100000, "passages": 100, "citations": "off",
                 "on_failure": "error", "answerer": "model", "retrieval": "agent",
                 "agent": {"steps_max": 8, "searches_max": 20, "seconds_max": 120},
                 "sentences_max": 20, "answer_schema": {"type": "object"}}
                """
                    .formatted("i".repeat(8_000), "t".repeat(200), "m".repeat(200))))
        .isEmpty();
  }

  @Test
  void everythingThatIsTooMuchIsNamed() {
    assertThat(
            faults(
                """
                {"instructions": "%s", "tone": "%s", "model": "%s", "temperature": 2.1, "top_p": 1.1,
                 "answer_tokens_max": 32769, "evidence_tokens_max": 100001, "passages": 101,
                 "agent": {"steps_max": 9, "searches_max": 21, "seconds_max": 121},
                 "sentences_max": 21}
                """
                    .formatted("i".repeat(8_001), "t".repeat(201), "m".repeat(201))))
        .extracting(Fault::field)
        .containsExactlyInAnyOrder(
            "instructions",
            "tone",
            "model",
            "temperature",
            "top_p",
            "answer_tokens_max",
            "evidence_tokens_max",
            "passages",
            "agent.steps_max",
            "agent.searches_max",
            "agent.seconds_max",
            "sentences_max");
  }

  @Test
  void everythingThatIsTooLittleIsNamed() {
    assertThat(
            faults(
                """
                {"instructions": " ", "tone": "", "model": "", "temperature": -0.1, "top_p": 0,
                 "answer_tokens_max": 0, "evidence_tokens_max": 99, "passages": 0,
                 "agent": {"steps_max": 0, "searches_max": 0, "seconds_max": 0}, "sentences_max": 0}
                """))
        .hasSize(12);
  }

  @Test
  void aCharacterThatNoTextHasIsRefused() {
    assertThat(fields("{\"instructions\": \"a\\u0000b\"}")).containsExactly("instructions");
    assertThat(fields("{\"tone\": \"a\\ud800b\"}")).containsExactly("tone");
    assertThat(fields("{\"tone\": \"a\\ud83d\\ude00b\"}")).isEmpty();
  }

  @Test
  void aLanguageIsOneThatHasAName() {
    for (String tag : List.of("de", "pt-BR", "zh-Hant", "gsw", "sr-Latn-RS")) {
      assertThat(fields("{\"language\": \"%s\"}".formatted(tag))).as(tag).isEmpty();
    }
    for (String tag : List.of("", "german", "xx", "de_DE", "und", "de-", "x-private", "d")) {
      assertThat(fields("{\"language\": \"%s\"}".formatted(tag)))
          .as(tag)
          .containsExactly("language");
    }
  }

  @Test
  void anEndpointIsOneOfTheConfiguredOnesAndNeverAnAddress() {
    assertThat(faults("{\"endpoint\": \"http://169.254.169.254/\", \"model\": \"m\"}"))
        .containsExactly(
            new Fault("endpoint", "must be the name of a configured endpoint: cheap, tuned"));
    assertThat(fields("{\"endpoint\": \"tuned\", \"model\": \"m\"}")).isEmpty();
    assertThat(fields("{\"endpoint\": \"tuned\"}")).containsExactly("model");
    assertThat(
            ProfileRules.faults(
                ProfileSettings.fromJson("{\"endpoint\": \"tuned\", \"model\": \"m\"}"), Set.of()))
        .singleElement()
        .satisfies(fault -> assertThat(fault.detail()).contains("footnote.llm.endpoints.NAME"));
  }

  @Test
  void aSchemaDescribesAnObject() {
    assertThat(fields(schema("{\"type\": \"object\", \"properties\": {\"$ref\": {}}}"))).isEmpty();
    for (String wrong : List.of("{}", "[]", "\"object\"", "{\"type\": \"array\"}")) {
      assertThat(fields(schema(wrong))).as(wrong).containsExactly("answer_schema");
    }
  }

  @Test
  void aSchemaRefersToNothingOutside() {
    assertThat(fields(schema("{\"type\": \"object\", \"items\": {\"$ref\": \"#/$defs/a\"}}")))
        .isEmpty();
    for (String reference : List.of("$ref", "$dynamicRef", "$recursiveRef")) {
      String outside =
          "{\"type\": \"object\", \"allOf\": [{\"%s\": \"http://10.0.0.1/a\"}]}"
              .formatted(reference);
      assertThat(fields(schema(outside))).as(outside).containsExactly("answer_schema");
    }
    assertThat(fields(schema("{\"type\": \"object\", \"$schema\": \"http://10.0.0.1/meta\"}")))
        .containsExactly("answer_schema");
    for (String draft :
        List.of(
            "https://json-schema.org/draft/2020-12/schema",
            "http://json-schema.org/draft-07/schema#")) {
      assertThat(fields(schema("{\"type\": \"object\", \"$schema\": \"%s\"}".formatted(draft))))
          .as(draft)
          .isEmpty();
    }
  }

  @Test
  void aSchemaHasItsLimits() {
    assertThat(fields(schema(nested(SchemaRules.DEPTH_MAX)))).isEmpty();
    assertThat(fields(schema(nested(SchemaRules.DEPTH_MAX + 1)))).containsExactly("answer_schema");
    int frame = "{\"type\":\"object\",\"title\":\"\"}".length();
    String largest = "x".repeat(32 * 1024 - frame);
    assertThat(fields(schema("{\"type\":\"object\",\"title\":\"%s\"}".formatted(largest))))
        .isEmpty();
    assertThat(fields(schema("{\"type\":\"object\",\"title\":\"%sx\"}".formatted(largest))))
        .containsExactly("answer_schema");
    assertThat(
            fields(
                schema("{\"type\":\"object\",\"title\":\"%s€\"}".formatted(largest.substring(1)))))
        .as("bytes, not characters")
        .containsExactly("answer_schema");
  }

  private static String nested(int depth) {
    return depth == 1
        ? "{\"type\": \"object\"}"
        : "{\"type\": \"object\", \"not\": " + nested(depth - 1) + "}";
  }

  private static String schema(String schema) {
    return "{\"answer_schema\": " + schema + "}";
  }

  private static List<String> fields(String json) {
    return faults(json).stream().map(Fault::field).toList();
  }

  private static List<Fault> faults(String json) {
    return ProfileRules.faults(ProfileSettings.fromJson(json), ENDPOINTS);
  }
}
