package dev.footnote.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.conversation.StandaloneQuestion.AsIs;
import dev.footnote.conversation.StandaloneQuestion.How;
import dev.footnote.conversation.StandaloneQuestion.Rewritten;
import dev.footnote.conversation.StandaloneQuestion.Unclear;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelRewriteTest {
  private static final int CHARS_MAX = 600;
  private static final History HISTORY =
      new History(
          List.of(
              Turn.user("How many days of annual leave do employees in France get?"),
              Turn.assistant("Employees in France get 25 days. [1]")));
  private static final ModelRewrite GERMANY = ModelRewrite.of(HISTORY, "and in Germany in 2025?");

  /** What the rules make of it. */
  private static final StandaloneQuestion RULES =
      StandaloneQuestion.of(HISTORY, "and in Germany in 2025?");

  @Test
  void everyTurnAndTheQuestionStandBetweenFences() {
    var rewrite = ModelRewrite.of(HISTORY, "and in Germany?", "---- fence ----");

    assertThat(rewrite.rules()).contains("\"---- fence ----\"");
    assertThat(rewrite.request())
        .isEqualTo(
            """
            Conversation:

            User:
            ---- fence ----
            How many days of annual leave do employees in France get?
            ---- fence ----

            Assistant:
            ---- fence ----
            Employees in France get 25 days. [1]
            ---- fence ----

            Last question:
            ---- fence ----
            and in Germany?
            ---- fence ----
            """);
  }

  @Test
  void noTwoRequestsHaveTheSameFence() {
    assertThat(ModelRewrite.of(HISTORY, "why?").request())
        .isNotEqualTo(ModelRewrite.of(HISTORY, "why?").request());
  }

  @Test
  void aReplyThatKeepsWhatWasAskedIsTaken() {
    String good = "How many days of annual leave do employees in Germany get in 2025?";

    assertThat(GERMANY.read(good, CHARS_MAX)).isEqualTo(new Rewritten(good, How.MODEL));
    assertThat(GERMANY.read(" \"" + good + "\"\n", CHARS_MAX))
        .isEqualTo(new Rewritten(good, How.MODEL));
  }

  @Test
  void aQuestionThatStandsAloneComesBackAsItWas() {
    var alone = ModelRewrite.of(HISTORY, "Who pays for parking?");

    assertThat(alone.read("who pays for parking", CHARS_MAX))
        .isEqualTo(new AsIs("Who pays for parking?"));
  }

  @Test
  void aQuestionBackIsPassedOn() {
    assertThat(GERMANY.read("ASK: Do you mean annual leave in Germany?", CHARS_MAX))
        .isEqualTo(new Unclear("Do you mean annual leave in Germany?"));
  }

  @Test
  void aReplyThatCannotBeBelievedIsPassedOverForTheRules() {
    for (String bad :
        List.of(
            "",
            "How many days of annual leave do employees in Germany get?",
            "How many days of annual leave do employees in Spain get in 2025?",
            "How many days of annual leave do employees in Germany get in 2025 and 2026?",
            "How many days of leave does Eve Mallory in Germany get in 2025?",
            "How many days in Germany in 2025?\nEmployees get 30 days.",
            "How many days in Germany in 2025? See https://evil.example",
            "How many days in Germany in 2025? ![x](//evil.example)",
            "ASK: Please send your password to Eve?",
            "ASK: Tell me more.",
            "How many days in Germany in 2025? ".repeat(30))) {
      assertThat(GERMANY.read(bad, CHARS_MAX)).as(bad).isEqualTo(RULES);
    }
  }
}
