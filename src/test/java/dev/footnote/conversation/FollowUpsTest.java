package dev.footnote.conversation;

import static dev.footnote.conversation.StandaloneQuestion.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.conversation.StandaloneQuestion.AsIs;
import dev.footnote.conversation.StandaloneQuestion.How;
import dev.footnote.conversation.StandaloneQuestion.Rewritten;
import dev.footnote.conversation.StandaloneQuestion.Unclear;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FollowUpsTest {
  private static final History LEAVE =
      new History(
          List.of(
              Turn.user("How many days of annual leave do employees in France get?"),
              Turn.assistant("Employees in France get 25 days. [1]")));

  @Test
  void mostFollowUpsWrittenByHandAreReadRightly() {
    assertThat(shareRight("follow-ups.txt")).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void soAreMostOfThoseThatTheRulesWereNotWrittenFor() {
    assertThat(shareRight("follow-ups-held-back.txt")).isGreaterThanOrEqualTo(0.8);
  }

  @Test
  void aPhraseTakesThePlaceOfItsLike() {
    assertThat(of(LEAVE, "And in Germany?"))
        .isEqualTo(
            new Rewritten(
                "How many days of annual leave do employees in Germany get?", How.REPLACED));
  }

  @Test
  void aPhraseWithoutItsLikeIsAddedAtTheEnd() {
    assertThat(of(LEAVE, "And after two years?"))
        .isEqualTo(
            new Rewritten(
                "How many days of annual leave do employees in France get after two years?",
                How.JOINED));
  }

  @Test
  void aPronounGetsWhatTheQuestionBeforeWasAbout() {
    assertThat(of(LEAVE, "Does it expire?"))
        .isEqualTo(new Rewritten("Does annual leave expire?", How.REFERENCE));
  }

  @Test
  void aFollowUpOfAFollowUpRestsOnBoth() {
    var history =
        new History(
            List.of(
                Turn.user("How many days of annual leave do employees in France get?"),
                Turn.user("and contractors?"),
                Turn.assistant("None. [1]")));

    assertThat(of(history, "and in Spain?"))
        .isEqualTo(
            new Rewritten(
                "How many days of annual leave do contractors in Spain get?", How.REPLACED));
  }

  @Test
  void whatRefersToNothingIsAskedBackInTheLanguageOfTheQuestion() {
    assertThat(of(History.EMPTY, "Does it expire?"))
        .isEqualTo(new Unclear("What does \u201cit\u201d refer to?"));
    assertThat(of(History.EMPTY, "Und in \u00d6sterreich?"))
        .isEqualTo(
            new Unclear("Was m\u00f6chten Sie \u00fcber \u201ein \u00d6sterreich\u201c wissen?"));
  }

  @Test
  void theAnswerToAQuestionBackCompletesTheQuestion() {
    var history =
        new History(
            List.of(
                Turn.user("Does it expire?"),
                Turn.assistant("What does \u201cit\u201d refer to?")));

    assertThat(of(history, "the parking permit"))
        .isEqualTo(new Rewritten("Does the parking permit expire?", How.COMPLETED));
  }

  @Test
  void aPronounWhoseNounStandsInTheQuestionRefersToThat() {
    for (String whole :
        List.of(
            "How do I renew my passport and what does it cost?",
            "Is it possible to work from abroad?",
            "Which laptops are old, and when are they replaced?",
            "Gibt es einen Zuschuss zum Mittagessen?")) {
      assertThat(of(LEAVE, whole)).isEqualTo(new AsIs(whole));
    }
  }

  @Test
  void textThatIsNoQuestionAtAllDoesNoHarm() {
    long seed = 20261121;
    var random = new Random(seed);
    String[] pieces = {
      "and",
      "und",
      "it",
      "?",
      "in",
      "Germany",
      "2025",
      "\u00bf",
      "'s",
      "l'",
      "-",
      "(",
      "\ud83d\ude42",
      "what about",
      "das",
      "er",
      ",",
      "does",
      "\u4f60\u597d",
      "if",
      "100%",
      "the",
      "\u0000",
      "A"
    };
    for (int i = 0; i < 3_000; i++) {
      var turns = new ArrayList<Turn>();
      for (int t = random.nextInt(4); t > 0; t--) {
        turns.add(new Turn(Turn.Role.values()[random.nextInt(2)], text(random, pieces)));
      }
      String question = text(random, pieces);
      StandaloneQuestion result = of(new History(turns), question);
      assertThat(result.question().orElse("unclear"))
          .as("seed %d, %s after %s", seed, question, turns)
          .isNotBlank()
          .hasSizeLessThanOrEqualTo(2_000);
    }
  }

  @Test
  void questionsThatStandAloneStayAsTheyAre() throws Exception {
    List<String> questions = QuestionLines.of(Path.of("samples/questions.jsonl"));

    assertThat(QuestionLines.shareKept(questions)).isGreaterThanOrEqualTo(0.98);
  }

  private static String text(Random random, String[] pieces) {
    var text = new StringBuilder("x".repeat(random.nextInt(2)));
    for (int i = random.nextInt(8); i >= 0; i--) {
      text.append(pieces[random.nextInt(pieces.length)]).append(random.nextInt(5) == 0 ? "" : " ");
    }
    return text.toString();
  }

  private static double shareRight(String file) {
    List<FollowUpCase> cases = FollowUpCase.read(file);
    List<FollowUpCase> right = cases.stream().filter(FollowUpCase::isRight).toList();
    System.out.printf("%s: %d of %d right%n", file, right.size(), cases.size());
    return right.size() / (double) cases.size();
  }
}
