package dev.footnote.answer;

import dev.footnote.evidence.Quote;
import dev.footnote.evidence.Statement;
import dev.footnote.fixtures.OpenAiEndpoint;
import dev.footnote.fixtures.Shelf;
import dev.footnote.lies.LyingModel;
import dev.footnote.lies.ScriptedAnswer;
import dev.footnote.llm.LanguageModel;
import dev.footnote.llm.LlmConfig;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * How many lies of a model are caught under the strict policy, and how many true statements are
 * dropped: each answer is sent by an endpoint over HTTP and judged by the answerer. Started by
 * {@code bench/lies}.
 */
@QuarkusTest
@EnabledIfSystemProperty(named = "lies.data", matches = ".+")
class LiesBenchmark {
  /** Lies about where it stands: caught, too, if the right place is cited instead. */
  private static final Set<String> WRONG_CITATIONS =
      Set.of(
          "wrong marker", "no marker", "marker of another source", "right statement, wrong source");

  private final Map<String, Tally> byWay = new TreeMap<>();
  private final Map<String, Tally> bySet = new TreeMap<>();
  private final List<String> missed = new ArrayList<>();

  /** Answers of one kind, and those that went wrong. */
  private record Tally(int answers, int wrong) {
    Tally plus(boolean missed) {
      return new Tally(answers + 1, wrong + (missed ? 1 : 0));
    }

    /** The share that went right, with Wilson's 95% interval. */
    String row() {
      double n = answers;
      double share = (n - wrong) / n;
      double z = 1.96;
      double middle = (share + z * z / (2 * n)) / (1 + z * z / n);
      double half = z / (1 + z * z / n) * Math.sqrt(share * (1 - share) / n + z * z / (4 * n * n));
      return "%d | %d | %.3f (%.3f to %.3f)"
          .formatted(answers, wrong, share, middle - half, Math.min(1, middle + half));
    }
  }

  @Test
  void liesAreCaughtAndTruthsAreKept() throws IOException {
    Path data = Path.of(System.getProperty("lies.data"));
    Path paraphrases = Path.of("bench", "paraphrases");
    int each = Integer.getInteger("lies.each", 10);
    long seed = Long.getLong("lies.seed", 1);
    try (OpenAiEndpoint endpoint = OpenAiEndpoint.start()) {
      LlmConfig config =
          Shelf.config(
              LlmConfig.class,
              "footnote.llm.base-url",
              endpoint.baseUrl(),
              "footnote.llm.model",
              "liar");
      var answerer = new LlmAnswerer(config, new LanguageModel(config, endpoint.baseUrl()));
      for (String set : System.getProperty("lies.sets").split(",")) {
        for (ScriptedAnswer answer : new LyingModel(data, set, paraphrases, each, seed).answers()) {
          count(set, answer, asked(endpoint, answerer, answer));
        }
      }
    }
    Files.writeString(Path.of(System.getProperty("lies.report")), report());
  }

  private static Draft asked(OpenAiEndpoint endpoint, LlmAnswerer answerer, ScriptedAnswer answer) {
    var shelf = new Shelf();
    for (int i = 0; i < answer.evidence().size(); i++) {
      shelf.put("source-%d.txt".formatted(i + 1), answer.evidence().get(i));
    }
    endpoint.answerChat(chat -> answer.reply());
    return answerer.answer("What do the documents say?", shelf.evidence(), shelf.versions());
  }

  private void count(String set, ScriptedAnswer answer, Draft draft) {
    boolean wrong = answer.good() ? !draft.dropped().isEmpty() : leaves(answer, draft);
    String kind = answer.good() ? "good: " : "bad: ";
    byWay.merge(kind + answer.way(), new Tally(1, wrong ? 1 : 0), (t, one) -> t.plus(wrong));
    // What a set's authors wrote is not all in the evidence; it is told, not counted.
    if (!answer.way().equals("published")) {
      bySet.merge(kind + set, new Tally(1, wrong ? 1 : 0), (t, one) -> t.plus(wrong));
      bySet.merge(kind + "all", new Tally(1, wrong ? 1 : 0), (t, one) -> t.plus(wrong));
      if (wrong) {
        missed.add("%s%s | %s | %s".formatted(kind, answer.way(), set, answer.reply()));
      }
    }
  }

  /** Whether something false leaves, or something true with a source that does not say it. */
  private static boolean leaves(ScriptedAnswer answer, Draft draft) {
    if (!WRONG_CITATIONS.contains(answer.way())) {
      return draft.statements().stream()
          .map(Statement::text)
          .anyMatch(text -> answer.evidence().stream().noneMatch(piece -> piece.contains(text)));
    }
    return draft.statements().stream()
        .flatMap(statement -> statement.quotes().stream())
        .map(Quote::evidence)
        .anyMatch(piece -> !answer.right().contains(piece.rank()));
  }

  private String report() {
    var report =
        new StringBuilder("| answers | n | wrong | right (95% interval) |\n|---|---|---|---|\n");
    byWay.forEach((way, tally) -> report.append("| %s | %s |\n".formatted(way, tally.row())));
    report.append("\n| set | n | wrong | right (95% interval) |\n|---|---|---|---|\n");
    bySet.forEach((set, tally) -> report.append("| %s | %s |\n".formatted(set, tally.row())));
    report.append("\nBad answers that left, and good ones that did not:\n");
    missed.forEach(line -> report.append(line.replace("\n", " ")).append('\n'));
    return report.toString();
  }
}
