package dev.footnote.replay;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footnote.answer.Answer;
import dev.footnote.answer.AskQuestion;
import dev.footnote.answer.Question;
import dev.footnote.fixtures.FolderCollection;
import dev.footnote.search.AsOf;
import dev.footnote.search.Hit;
import dev.footnote.search.SearchFilter;
import dev.footnote.search.SearchPassages;
import dev.footnote.search.SearchQuery;
import dev.footnote.store.Json;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real folder's past, replayed: answers are given along the way; in the end each is made again,
 * and at random moments a search of that moment is held against a search of an index that is built
 * from the folder as it was. Run by {@code bench/past}.
 */
@QuarkusTest
@EnabledIfSystemProperty(named = "footnote.bench.past", matches = ".+")
class PastBenchmark {
  private static final int ANSWERS = Integer.getInteger("footnote.bench.past.answers", 2_000);
  private static final int MOMENTS = Integer.getInteger("footnote.bench.past.moments", 50);
  private static final int QUESTIONS_A_MOMENT = 10;
  private static final double SAME = 1e-9;

  @Inject AskQuestion ask;
  @Inject ReplayAnswer replay;
  @Inject SearchPassages search;

  private final Path history = Path.of(System.getProperty("footnote.bench.past", ""));
  private final Random random = new Random(20261121);

  /** The collection after a step. */
  private record Moment(long watermark, Path tree) {}

  @Test
  void measure(@TempDir Path parent) throws IOException {
    List<String> questions = questions();
    List<JsonNode> steps = lines(history.resolve("steps.jsonl"));
    Path folder = parent.resolve("docs");
    copy(history.resolve("before"), folder);
    var answers = new ArrayList<UUID>();
    var moments = new ArrayList<Moment>();
    try (FolderCollection collection = FolderCollection.apart(folder)) {
      for (int step = 0; step < steps.size(); step++) {
        apply(steps.get(step), folder);
        collection.settle();
        long watermark = 0;
        while (answers.size() < (long) ANSWERS * (step + 1) / steps.size()) {
          Answer answer = ask(collection, questions.get(answers.size() % questions.size()));
          answers.add(answer.id());
          watermark = answer.watermark();
        }
        Path tree = parent.resolve("then" + step);
        copy(folder, tree);
        moments.add(new Moment(watermark, tree));
      }
      replayed(collection, answers);
      Collections.shuffle(moments, random);
      rebuilt(collection, moments.subList(0, Math.min(MOMENTS, moments.size())), questions);
    }
  }

  private void replayed(FolderCollection collection, List<UUID> answers) {
    int identical = 0;
    int candidates = 0;
    int evidence = 0;
    int text = 0;
    Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
    for (UUID id : answers) {
      Replay again = replay.replay(collection.scope().tenantId(), id).orElseThrow();
      identical += again.identical() ? 1 : 0;
      candidates += again.candidates() != null && again.candidates().identical() ? 1 : 0;
      evidence += again.evidence() != null && again.evidence().identical() ? 1 : 0;
      text += again.answer() != null && again.answer().identical() ? 1 : 0;
      again.reasons().forEach(reason -> reasons.merge(reason, 1, Integer::sum));
    }
    System.out.println(
        "| answers replayed | identical | candidates | evidence | answer | reasons |");
    System.out.println("|---|---|---|---|---|---|");
    System.out.printf(
        "| %,d | %,d | %,d | %,d | %,d | %s |%n",
        answers.size(), identical, candidates, evidence, text, reasons);
  }

  private void rebuilt(FolderCollection collection, List<Moment> moments, List<String> questions) {
    int searches = 0;
    int same = 0;
    var different = new ArrayList<String>();
    for (Moment moment : moments) {
      try (FolderCollection anew = FolderCollection.besides(collection, moment.tree())) {
        for (int i = 0; i < QUESTIONS_A_MOMENT; i++) {
          String question = questions.get(random.nextInt(questions.size()));
          SearchQuery past =
              query(collection, question).asOf(new AsOf.Watermark(moment.watermark()));
          String difference =
              difference(search.search(past).hits(), search.search(query(anew, question)).hits());
          searches++;
          same += difference.isEmpty() ? 1 : 0;
          if (!difference.isEmpty()) {
            different.add(moment.watermark() + " " + question + ": " + difference);
          }
        }
      }
    }
    System.out.println(
        "| moments | searches as of them | as in an index of that moment's folder |");
    System.out.println("|---|---|---|");
    System.out.printf("| %d | %d | %d |%n", moments.size(), searches, same);
    different.forEach(System.out::println);
  }

  /**
   * What differs; empty if nothing does. Which of several equal passages speaks first is for the
   * age of its places to say, and all places of an index made anew are young.
   */
  private static String difference(List<Hit> past, List<Hit> anew) {
    Map<String, Hit> one = byText(past);
    Map<String, Hit> other = byText(anew);
    if (!List.copyOf(one.keySet()).equals(List.copyOf(other.keySet()))) {
      return "other texts, or in another order";
    }
    for (Map.Entry<String, Hit> entry : one.entrySet()) {
      Hit a = entry.getValue();
      Hit b = requireNonNull(other.get(entry.getKey()));
      boolean several = past.size() != one.size();
      if (!several
          && !(a.uri().equals(b.uri())
              && a.spanStart() == b.spanStart()
              && a.spanEnd() == b.spanEnd())) {
        return "another place: %s and %s".formatted(a.uri(), b.uri());
      }
      if (Math.abs(a.scores().dense() - b.scores().dense()) > SAME
          || Math.abs(a.scores().lexical() - b.scores().lexical()) > SAME
          || Math.abs(a.scores().fused() - b.scores().fused()) > SAME) {
        return "other scores: %s and %s".formatted(a.scores(), b.scores());
      }
    }
    return "";
  }

  private static Map<String, Hit> byText(List<Hit> hits) {
    var byText = new LinkedHashMap<String, Hit>();
    hits.forEach(hit -> byText.putIfAbsent(hit.text(), hit));
    return byText;
  }

  private Answer ask(FolderCollection collection, String question) {
    return ask.ask(
        new Question(
            collection.scope().tenantId(),
            collection.name(),
            question,
            8,
            SearchFilter.NONE,
            "bench"));
  }

  private static SearchQuery query(FolderCollection collection, String question) {
    return new SearchQuery(
        collection.scope().tenantId(), collection.name(), question, 10, SearchFilter.NONE);
  }

  /** Questions on exact terms of the handbook, and what its edits brought. */
  private List<String> questions() throws IOException {
    var questions = new ArrayList<String>();
    lines(Path.of("bench/questions/exact-terms-handbook.jsonl"))
        .forEach(row -> questions.add(row.path("question").asText()));
    for (JsonNode step : lines(history.resolve("steps.jsonl"))) {
      step.path("appears").forEach(text -> questions.add(text.path("text").asText()));
    }
    questions.removeIf(question -> question.isBlank() || question.length() > 500);
    Collections.shuffle(questions, random);
    return List.copyOf(questions);
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> !line.isBlank())
        .map(line -> Json.read(line, JsonNode.class))
        .toList();
  }

  private void apply(JsonNode step, Path folder) throws IOException {
    for (JsonNode change : step.path("changes")) {
      Path path = folder.resolve(change.path("path").asText());
      String op = change.path("op").asText();
      if (op.equals("delete")) {
        Files.delete(path);
        continue;
      }
      Files.createDirectories(path.getParent());
      if (op.equals("rename")) {
        Files.move(folder.resolve(change.path("old_path").asText()), path);
      }
      if (change.hasNonNull("file")) {
        Path beside = path.resolveSibling(path.getFileName() + ".new");
        Files.copy(history.resolve(change.path("file").asText()), beside);
        Files.move(beside, path, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** With the times of its files, which say which of two equal passages is newer. */
  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
