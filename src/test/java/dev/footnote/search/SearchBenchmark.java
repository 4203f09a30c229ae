package dev.footnote.search;

import dev.footnote.document.CollectionRepository;
import dev.footnote.document.DocumentCollection;
import dev.footnote.embed.Embedder;
import dev.footnote.store.Database;
import dev.footnote.store.Vectors;
import dev.footnote.text.LexicalAnalyzer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * How long a search takes, one after the other, with collections of several sizes in a database
 * that it empties. Texts and vectors are invented; questions are embedded by the real model. Run by
 * {@code bench/search}.
 */
@QuarkusTest
@EnabledIfSystemProperty(named = "footnote.bench.chunks", matches = "[0-9,]+")
class SearchBenchmark {
  private static final int WARM_UP = 300;
  private static final int QUESTIONS = 1_000;
  private static final int COMPARED = 50;
  private static final int TOP = 10;

  @Inject DataSource dataSource;
  @Inject Database database;
  @Inject CollectionRepository collections;
  @Inject Embedder embedder;
  @Inject SearchPassages search;
  @Inject SearchRepository repository;
  @Inject CandidateRepository candidates;
  @Inject FindCandidates find;
  @Inject SearchConfig config;

  @Test
  void measure() throws IOException, SQLException {
    List<String> words = commonWords(Path.of("samples", "corpus"));
    System.out.println("| chunks | | p50 ms | p99 ms |\n|---|---|---|---|");
    for (String size : System.getProperty("footnote.bench.chunks").split(",")) {
      empty();
      measure(Integer.parseInt(size), words);
    }
    empty();
  }

  private void measure(int chunks, List<String> words) throws IOException, SQLException {
    var place = new TestCollection(database, collections, embedder, TestCollection.uniqueTenant());
    var corpus = new InventedContent(1, 384, words);
    long start = System.nanoTime();
    try (Connection connection = dataSource.getConnection()) {
      new SyntheticCorpus(corpus, place.current()).loadThenIndex(connection, chunks);
    }
    double loadSeconds = (System.nanoTime() - start) / 1e9;
    List<SearchResult> results = new ArrayList<>();
    for (int i = 0; i < WARM_UP + QUESTIONS; i++) {
      SearchResult result = search.search(place.query(corpus.question(9, words.size())));
      if (i >= WARM_UP) {
        results.add(result);
      }
    }
    print(chunks, "whole search", results, r -> r.timings().totalMs());
    print(chunks, "embedding the question", results, r -> r.timings().embedMs());
    print(chunks, "everything else", results, r -> r.timings().totalMs() - r.timings().embedMs());
    System.out.printf(
        Locale.ROOT,
        "(%d chunks loaded in %.0f s, index included; %d of %d searches were limited)%n",
        chunks,
        loadSeconds,
        results.stream().filter(SearchResult::limited).count(),
        results.size());
    System.out.printf(
        Locale.ROOT,
        "(of the lexically best %d, %.3f are found without comparing every passage; %d questions)%n",
        TOP,
        IntStream.range(0, COMPARED)
            .mapToDouble(i -> agreement(place.current(), corpus.question(9, words.size())))
            .average()
            .orElseThrow(),
        COMPARED);
  }

  /** The share of the exactly best by words that the lexical leg brings. */
  private double agreement(DocumentCollection collection, String question) {
    Snapshot snapshot = Snapshot.now(collection);
    Map<Integer, String> terms = new LinkedHashMap<>();
    new LexicalAnalyzer().terms(question).forEach(t -> terms.put(LexicalAnalyzer.termId(t), t));
    int[] numbers = terms.keySet().stream().mapToInt(Integer::intValue).toArray();
    String embedding = Vectors.literal(embedder.embedQuery(question));
    return database.read(
        handle -> {
          var holding =
              repository
                  .statistics(
                      handle, snapshot, new ReadQuestion.Wanted(numbers, Set.of(), Set.of()))
                  .holding();
          var weighted = PlainTerms.of(terms, holding, collection.live().passagesLive());
          var probe = new CandidateRepository.Probe(embedding, weighted);
          int limit = config.candidatesPerLeg();
          var condition = DocumentCondition.of(SearchFilter.NONE, config);
          var exact = best(candidates.oneByOne(handle, snapshot, condition, probe, limit));
          repository.prepare(handle, snapshot, limit, config.scanTuplesMax());
          var sought = find.sought(weighted, condition);
          var byIndex =
              best(
                  candidates
                      .byIndex(handle, snapshot, condition, probe, sought, limit)
                      .candidates());
          return (double) exact.stream().filter(byIndex::contains).count() / TOP;
        });
  }

  private static Set<Long> best(List<Candidate> candidates) {
    return candidates.stream()
        .filter(Candidate::byLexical)
        .sorted(Comparator.comparingDouble(candidate -> -candidate.lexical()))
        .limit(TOP)
        .map(Candidate::passageId)
        .collect(Collectors.toSet());
  }

  private static void print(
      int chunks, String what, List<SearchResult> results, ToDoubleFunction<SearchResult> ms) {
    double[] sorted = results.stream().mapToDouble(ms).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "| %,d | %s | %.1f | %.1f |%n",
        chunks,
        what,
        sorted[sorted.length / 2],
        sorted[sorted.length * 99 / 100]);
  }

  private void empty() {
    database.change(
        handle -> {
          handle.execute(
              "TRUNCATE chunk, passage, acronym, vocabulary, term_statistics, document, document_version CASCADE");
          handle.execute("UPDATE generation SET passages_live = 0");
        });
  }

  /** Words of the sample corpus, the commonest first. */
  private static List<String> commonWords(Path folder) throws IOException {
    Map<String, Integer> counts = new HashMap<>();
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".md")).toList()) {
        for (String word : Files.readString(file).toLowerCase(Locale.ROOT).split("[^a-z]+")) {
          counts.merge(word, word.isEmpty() ? 0 : 1, Integer::sum);
        }
      }
    }
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .sorted(
            Map.Entry.<String, Integer>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
