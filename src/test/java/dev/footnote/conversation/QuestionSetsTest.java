package dev.footnote.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Whether the rules harm questions that stand alone. Sets of them are named by {@code
 * -Dfootnote.bench.sets}, folders with a {@code queries.jsonl} each; {@code bench/conversation}
 * does it.
 */
@EnabledIfSystemProperty(named = "footnote.bench.sets", matches = ".+")
class QuestionSetsTest {

  @Test
  void questionsThatStandAloneStayAsTheyAre() throws IOException {
    for (String folder : System.getProperty("footnote.bench.sets").split(",")) {
      List<String> questions = QuestionLines.of(Path.of(folder, "queries.jsonl"));
      List<String> changed = QuestionLines.changed(questions);
      System.out.printf(
          "| %s | rewritten | %d of %d |%n", folder, changed.size(), questions.size());
      changed.forEach(one -> System.out.println("  " + one));
      assertThat(QuestionLines.shareKept(questions)).as(folder).isGreaterThanOrEqualTo(0.98);
    }
  }

  @Test
  void questionsOfOneMarkStayWhole() throws IOException {
    int all = 0;
    int split = 0;
    for (String folder : System.getProperty("footnote.bench.sets").split(",")) {
      List<String> questions = QuestionLines.of(Path.of(folder, "queries.jsonl"));
      List<String> parts = QuestionLines.split(questions);
      System.out.printf("| %s | split | %d of %d |%n", folder, parts.size(), questions.size());
      parts.forEach(one -> System.out.println("  " + one));
      all += questions.size();
      split += parts.size();
    }
    assertThat(split / (double) all).isLessThanOrEqualTo(0.02);
  }
}
