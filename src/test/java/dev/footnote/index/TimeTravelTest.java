package dev.footnote.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.footnote.document.GenerationState.Activation;
import dev.footnote.document.GenerationState.State;
import dev.footnote.document.Moment;
import dev.footnote.fixtures.FolderCollection;
import dev.footnote.fixtures.FolderHistory;
import dev.footnote.fixtures.Prose;
import dev.footnote.search.AsOf;
import dev.footnote.search.Hit;
import dev.footnote.search.PastNotKept;
import dev.footnote.search.QuestionRefused;
import dev.footnote.search.SearchFilter;
import dev.footnote.search.SearchPassages;
import dev.footnote.search.SearchQuery;
import dev.footnote.search.SearchResult;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A search of a past moment is the search that would have been made then, whatever happened since.
 * More of it: {@code mvn test -Dtest=TimeTravelTest -Dhistory.seeds=50 -Dhistory.steps=60}.
 */
@QuarkusTest
class TimeTravelTest {
  private static final int SEEDS = Integer.getInteger("history.seeds", 2);
  private static final int STEPS = Integer.getInteger("history.steps", 24);
  private static final long FIRST_SEED = Long.getLong("history.first-seed", 20261121L);
  private static final int REBUILT = 2;

  private static final List<String> QUESTIONS =
      List.of(
          "What does the pump controller measure weekly?",
          "Who approves the safety inspection report?",
          "SIR",
          "handbok irrigaton schedule",
          "changed 17 humidity threshold");

  @Inject SearchPassages search;
  @Inject Generations generations;
  @Inject Vacuum vacuum;
  @Inject TendGenerations tend;

  private record Remembered(long watermark, List<SearchResult> results, Path folder) {}

  private static Stream<Long> seeds() {
    return Stream.iterate(FIRST_SEED, seed -> seed + 1).limit(SEEDS);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anyMomentIsSearchedAsItWasAndAsAnIndexMadeOfItsFolder(long seed, @TempDir Path parent)
      throws IOException {
    Path folder = Files.createDirectory(parent.resolve("docs"));
    var history = new FolderHistory(folder);
    var random = new Random(seed);
    var remembered = new ArrayList<Remembered>();
    try (var collection = FolderCollection.apart(folder)) {
      remembered.add(remember(collection, parent.resolve("empty")));
      for (long step : FolderHistory.steps(seed, STEPS)) {
        history.step(step);
        if (random.nextInt(3) == 0) {
          collection.settle();
          remembered.add(remember(collection, parent.resolve("then" + remembered.size())));
          if (random.nextBoolean()) {
            vacuum.movePast(Duration.ZERO);
          }
        }
      }
      collection.settle();
      for (Remembered then : remembered) {
        assertAsRemembered(collection, then, "seed %d, %s".formatted(seed, history));
      }
      Collections.shuffle(remembered, random);
      for (Remembered then : remembered.stream().limit(REBUILT).toList()) {
        assertAsRebuilt(collection, then, "seed %d, %s".formatted(seed, history));
      }
    }
  }

  @Test
  void momentsBeforeAndAfterASwitchAreSearchedInTheIndexThatWasLive(@TempDir Path parent)
      throws IOException {
    Path folder = Files.createDirectory(parent.resolve("docs"));
    for (int i = 0; i < 4; i++) {
      FolderCollection.put(folder.resolve("doc%d.md".formatted(i)), Prose.document(i, 4));
    }
    try (var collection = FolderCollection.apart(folder)) {
      collection.write("doc0.md", Prose.document(9, 3));
      Remembered before = remember(collection, parent.resolve("before"));
      int second = start(collection, 100);
      collection.write("doc1.md", Prose.document(10, 3));
      Remembered besides = remember(collection, parent.resolve("besides"));
      activate(collection, second);
      Remembered switched = remember(collection, parent.resolve("switched"));
      collection.write("doc2.md", Prose.document(11, 3));
      Remembered after = remember(collection, parent.resolve("after"));
      Files.delete(folder.resolve("doc3.md"));
      collection.settle();

      for (Remembered then : List.of(before, besides, switched, after)) {
        assertAsRemembered(collection, then, "watermark " + then.watermark());
      }
      assertThat(besides.results().getFirst().generationId())
          .isNotEqualTo(switched.results().getFirst().generationId());
    }
  }

  @Test
  void whatAnIndexThatIsGoneHeldIsRefusedAndNotGuessed(@TempDir Path folder) {
    FolderCollection.put(folder.resolve("a.md"), Prose.document(1, 3));
    try (var collection = FolderCollection.apart(folder)) {
      int first = now(collection, QUESTIONS.getFirst()).generationId();
      long before = now(collection, QUESTIONS.getFirst()).watermark();
      activate(collection, start(collection, 100));
      collection.write("a.md", Prose.document(2, 3));
      long after = now(collection, QUESTIONS.getFirst()).watermark();
      generations.cancel(collection.scope().tenantId(), first);

      assertThatThrownBy(() -> asOf(collection, QUESTIONS.getFirst(), before))
          .isInstanceOf(PastNotKept.class)
          .hasMessageContaining("watermark %d".formatted(before))
          .hasMessageContaining(
              "earliest moment that can be searched is watermark %d".formatted(before + 1));
      assertThat(asOf(collection, QUESTIONS.getFirst(), before + 1).hits()).isNotEmpty();
      assertThat(asOf(collection, QUESTIONS.getFirst(), after).hits()).isNotEmpty();
      assertThat(asOf(collection, QUESTIONS.getFirst(), 0).hits()).as("nothing yet").isEmpty();
      tend.tend();
      assertThatThrownBy(() -> asOf(collection, QUESTIONS.getFirst(), before))
          .isInstanceOf(PastNotKept.class);
    }
  }

  @Test
  void momentsWhoseChunksWereClearedAwayAreRefused(@TempDir Path folder) {
    FolderCollection.put(folder.resolve("a.md"), Prose.document(1, 3));
    try (var collection = FolderCollection.apart(folder)) {
      long before = now(collection, QUESTIONS.getFirst()).watermark();
      collection.write("a.md", Prose.document(2, 3));
      Remembered now = remember(collection, folder.resolveSibling("now"));

      vacuum.removeReplaced(Instant.now().plusSeconds(1));

      assertThatThrownBy(() -> asOf(collection, QUESTIONS.getFirst(), before))
          .isInstanceOf(PastNotKept.class)
          .hasMessageContaining(
              "earliest moment that can be searched is watermark %d".formatted(now.watermark()));
      assertAsRemembered(collection, now, "after the removal");
      assertThat(
              collection.rows(
                  """
                  SELECT * FROM term_history WHERE tenant_id = :tenant AND collection_id = :collection
                  """))
          .as("counts of moments that can't be searched")
          .isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aTimeMeansTheLastChangeBeforeItAndTheFutureIsRefused(@TempDir Path folder) {
    FolderCollection.put(folder.resolve("a.md"), "# Leave\n\nEveryone has 25 days of leave.\n");
    try (var collection = FolderCollection.apart(folder)) {
      Instant first = Instant.now();
      collection.write("a.md", "# Leave\n\nEveryone has 28 days of leave.\n");

      SearchResult past = search.search(query(collection, "days").asOf(new AsOf.Time(first)));
      assertThat(past.hits().getFirst().text()).contains("25 days");
      assertThat(past.watermark()).isEqualTo(1);
      Moment moment = Objects.requireNonNull(past.asOf());
      assertThat(moment.watermark()).isEqualTo(1);
      assertThat(moment.at()).isBeforeOrEqualTo(first);
      assertThat(now(collection, "days").hits().getFirst().text()).contains("28 days");
      assertThat(search.search(query(collection, "days").asOf(new AsOf.Time(Instant.EPOCH))).hits())
          .isEmpty();
      assertThatThrownBy(
              () ->
                  search.search(
                      query(collection, "days")
                          .asOf(new AsOf.Time(Instant.now().plus(Duration.ofHours(1))))))
          .isInstanceOf(QuestionRefused.class)
          .hasMessageContaining("as_of lies in the future");
      assertThatThrownBy(() -> asOf(collection, "days", 3))
          .isInstanceOf(QuestionRefused.class)
          .hasMessageContaining("at watermark 2, not 3 yet");
    }
  }

  @Test
  void aDocumentIsFoundUnderTheNameAndInThePlaceThatItHadThen(@TempDir Path folder)
      throws IOException {
    FolderCollection.put(folder.resolve("travel/first.md"), "# Pumps\n\nPumps move water.\n");
    try (var collection = FolderCollection.apart(folder)) {
      Files.createDirectories(folder.resolve("archive"));
      Files.move(folder.resolve("travel/first.md"), folder.resolve("archive/second.md"));
      collection.settle();
      Files.move(folder.resolve("archive/second.md"), folder.resolve("archive/third.md"));
      collection.settle();
      Files.delete(folder.resolve("archive/third.md"));
      collection.settle();

      assertThat(uris(collection, 1, SearchFilter.NONE)).containsExactly("travel/first.md");
      assertThat(uris(collection, 2, SearchFilter.NONE)).containsExactly("archive/second.md");
      assertThat(uris(collection, 3, SearchFilter.NONE)).containsExactly("archive/third.md");
      assertThat(uris(collection, 4, SearchFilter.NONE)).isEmpty();
      var travel = new SearchFilter(Map.of(), "travel/**", List.of());
      assertThat(uris(collection, 1, travel)).containsExactly("travel/first.md");
      assertThat(uris(collection, 2, travel)).isEmpty();
      Hit named = asOf(collection, "travel water", 1).hits().getFirst();
      assertThat(named.scores().name()).as("its name spoke for it").isPositive();
      assertThat(asOf(collection, "travel water", 2).hits().getFirst().scores().name()).isZero();
    }
  }

  private List<String> uris(FolderCollection collection, long watermark, SearchFilter filter) {
    return search
        .search(
            new SearchQuery(collection.scope().tenantId(), collection.name(), "water", 5, filter)
                .asOf(new AsOf.Watermark(watermark)))
        .hits()
        .stream()
        .map(Hit::uri)
        .toList();
  }

  private Remembered remember(FolderCollection collection, Path copy) throws IOException {
    copy(collection, copy);
    List<SearchResult> results =
        QUESTIONS.stream().map(question -> now(collection, question)).toList();
    return new Remembered(results.getFirst().watermark(), results, copy);
  }

  /** The folder, with the times at which its files' contents came. */
  private static void copy(FolderCollection collection, Path to) throws IOException {
    Path from = collection.folder();
    Map<String, Long> times = new HashMap<>();
    collection
        .rows(
            """
            SELECT d.uri, v.file_modified_ns FROM document d
            JOIN document_version v ON v.tenant_id = d.tenant_id AND v.collection_id = d.collection_id
              AND v.document_id = d.id AND v.number = d.current_version
            WHERE d.tenant_id = :tenant AND d.collection_id = :collection
            """)
        .forEach(
            row ->
                times.put(
                    String.valueOf(row.get("uri")),
                    ((Number) Objects.requireNonNull(row.get("file_modified_ns"))).longValue()));
    Files.createDirectories(to);
    try (var files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String uri = from.relativize(file).toString();
        FolderCollection.put(to.resolve(uri), Files.readString(file));
        if (times.containsKey(uri)) {
          Files.setLastModifiedTime(
              to.resolve(uri), FileTime.from(times.get(uri), TimeUnit.NANOSECONDS));
        }
      }
    }
  }

  private void assertAsRemembered(FolderCollection collection, Remembered then, String what) {
    for (int i = 0; i < QUESTIONS.size(); i++) {
      SearchResult past = asOf(collection, QUESTIONS.get(i), then.watermark());
      SearchResult present = then.results().get(i);
      String as = "%s as of %d: %s".formatted(QUESTIONS.get(i), then.watermark(), what);
      assertThat(past.hits()).as(as).isEqualTo(present.hits());
      assertThat(past.signals()).as(as).isEqualTo(present.signals());
      assertThat(past.generationId()).as(as).isEqualTo(present.generationId());
    }
  }

  /**
   * Which of several equal passages speaks first is for the age of its places to say, and those of
   * an index made anew are all young: so of such only text and scores are compared.
   */
  private void assertAsRebuilt(FolderCollection collection, Remembered then, String what) {
    try (var rebuilt = FolderCollection.apart(then.folder())) {
      for (String question : QUESTIONS) {
        List<Line> past = lines(asOf(collection, question, then.watermark()).hits());
        List<Line> anew = lines(now(rebuilt, question).hits());
        String as = "%s as of %d: %s".formatted(question, then.watermark(), what);
        assertThat(past.stream().map(Line::text))
            .as(as)
            .isEqualTo(anew.stream().map(Line::text).toList());
        for (int i = 0; i < past.size(); i++) {
          Line one = past.get(i);
          Line other = anew.get(i);
          assertThat(one.place()).as(as).isEqualTo(other.place());
          assertThat(one.dense()).as(as).isEqualTo(other.dense(), within(1e-9));
          assertThat(one.lexical()).as(as).isEqualTo(other.lexical(), within(1e-9));
          assertThat(one.fused()).as(as).isEqualTo(other.fused(), within(1e-9));
        }
      }
    }
  }

  /** A text that was found, with its place if it has but one. */
  private record Line(String text, String place, double dense, double lexical, double fused) {}

  private static List<Line> lines(List<Hit> hits) {
    Map<String, Long> places =
        hits.stream().collect(Collectors.groupingBy(Hit::text, Collectors.counting()));
    var lines = new ArrayList<Line>();
    for (Hit hit : hits) {
      if (lines.isEmpty() || !lines.getLast().text().equals(hit.text())) {
        boolean alone = places.getOrDefault(hit.text(), 0L) == 1;
        lines.add(
            new Line(
                hit.text(),
                alone ? "%s %d-%d".formatted(hit.uri(), hit.spanStart(), hit.spanEnd()) : "",
                hit.scores().dense(),
                hit.scores().lexical(),
                hit.scores().fused()));
      }
    }
    return lines;
  }

  private int start(FolderCollection collection, int chunkTokens) {
    return generations
        .start(
            collection.scope().tenantId(),
            collection.name(),
            null,
            chunkTokens,
            Activation.MANUAL,
            "tester")
        .generation()
        .id();
  }

  private void activate(FolderCollection collection, int generation) {
    int tenant = collection.scope().tenantId();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> generations.find(tenant, generation).orElseThrow().state() == State.COMPLETE);
    generations.activate(tenant, generation);
  }

  private SearchResult now(FolderCollection collection, String question) {
    return search.search(query(collection, question));
  }

  private SearchResult asOf(FolderCollection collection, String question, long watermark) {
    return search.search(query(collection, question).asOf(new AsOf.Watermark(watermark)));
  }

  private static SearchQuery query(FolderCollection collection, String question) {
    return new SearchQuery(
        collection.scope().tenantId(), collection.name(), question, 20, SearchFilter.NONE);
  }
}
