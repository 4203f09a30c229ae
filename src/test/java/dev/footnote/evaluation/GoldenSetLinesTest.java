package dev.footnote.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.footnote.evaluation.EvaluationRefused.WrongLine;
import dev.footnote.evaluation.GoldenQuestion.Relevant;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoldenSetLinesTest {

  @Test
  void aLineIsAQuestionAndOtherFieldsArePassedOver() {
    List<GoldenQuestion> questions =
        GoldenSetLines.read(
            """
            \uFEFF{"id": "a", "question": "How long?", "answer": "3 m", "relevant": [{"doc": "a.md", "quotes": ["3 m"], "pages": [2]}], "answerable": true, "kind": "easy"}

            {"id": "b", "question": "Why?", "answer": null, "relevant": [], "answerable": false}
            {"id": "c", "question": "Who?", "relevant": [{"doc": "c"}]}
            """,
            10);
    assertThat(questions)
        .containsExactly(
            new GoldenQuestion(
                "a",
                "How long?",
                true,
                List.of(new Relevant("a.md", List.of(2), List.of("3 m"))),
                "3 m",
                null),
            new GoldenQuestion("b", "Why?", false, List.of(), null, null),
            new GoldenQuestion(
                "c", "Who?", true, List.of(new Relevant("c", List.of(), List.of())), null, null));
  }

  @Test
  void eachWrongLineIsNamedWithWhatIsWrong() {
    assertThatThrownBy(
            () ->
                GoldenSetLines.read(
                    """
                    {"id": "a", "question": "Why?", "relevant": [{"doc": "a.md"}]}
                    {"id": "a", "question": "Why else?", "relevant": [{"doc": "a.md"}]}
                    not json
                    ["a"]
                    {"id": "b", "relevant": [{"doc": "a.md"}]}
                    {"id": "c", "question": "Why?", "answerable": true}
                    {"id": "d", "question": "Why?", "relevant": [{"doc": "a.md", "pages": [0]}]}
                    {"id": "e", "question": "a\\u0000b", "relevant": [{"doc": "a.md"}]}
                    {"id": "f", "question": "  ", "relevant": [{"doc": "a.md"}]}
                    {"id": "g", "question": "Why?", "relevant": {"doc": "a.md"}}
                    {"id": "h", "question": "Why?", "relevant": []} {"id": "i"}
                    """,
                    100))
        .asInstanceOf(type(EvaluationRefused.class))
        .satisfies(
            refused -> {
              assertThat(refused.lines())
                  .extracting(WrongLine::number)
                  .containsExactly(2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
              assertThat(refused)
                  .hasMessageContaining("Line 2: the id 'a' is that of line 1 already")
                  .hasMessageContaining("Line 3: is not JSON")
                  .hasMessageContaining("Line 5: 'question' is missing")
                  .hasMessageContaining("Line 6: 'answerable' is true, but")
                  .hasMessageContaining("Line 7: 'pages' must hold numbers");
            });
  }

  @Test
  void whereManyLinesAreWrongTheFirstOnesAreNamed() {
    assertThatThrownBy(() -> GoldenSetLines.read("x\n".repeat(50), 100))
        .asInstanceOf(type(EvaluationRefused.class))
        .satisfies(
            refused -> {
              assertThat(refused.lines()).hasSize(20);
              assertThat(refused).hasMessageEndingWith("And 30 more.");
            });
  }

  @Test
  void noQuestionsOrTooManyAreRefused() {
    String line = "{\"id\": \"%d\", \"question\": \"Why?\"}\n";
    assertThatThrownBy(() -> GoldenSetLines.read("\n \n", 3)).hasMessageContaining("has 0");
    String four = line.formatted(1) + line.formatted(2) + line.formatted(3) + line.formatted(4);
    assertThatThrownBy(() -> GoldenSetLines.read(four, 3)).hasMessageContaining("has 4");
    assertThat(GoldenSetLines.read(four, 4)).hasSize(4);
  }
}
