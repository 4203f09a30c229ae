package dev.footnote.search;

import dev.footnote.document.CollectionRepository;
import dev.footnote.embed.Embedder;
import dev.footnote.search.CandidateRepository.Probe;
import dev.footnote.search.CorpusContent.Made;
import dev.footnote.search.CorpusContent.Piece;
import dev.footnote.store.Database;
import dev.footnote.store.Vectors;
import dev.footnote.text.LexicalAnalyzer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What a search finds of what comparing every passage finds: without and with filters, after every
 * chunk was replaced, and on a document that was replaced again and again, in a database that it
 * empties. Chunks are mixtures of real passages, questions are real. Run by {@code bench/filters}.
 */
@QuarkusTest
@EnabledIfSystemProperty(named = "footnote.bench.filters", matches = ".+")
class FilterBenchmark {
  private static final int TOP = 10;
  private static final int QUESTIONS = Integer.getInteger("footnote.bench.filters.questions", 100);
  private static final int HOT_CHUNKS = 10;
  private static final int HOT_VERSIONS = 51;
  private static final int CHUNKS = Integer.getInteger("footnote.bench.filters.chunks", 100_000);

  @Inject DataSource dataSource;
  @Inject Database database;
  @Inject CollectionRepository collections;
  @Inject Embedder embedder;
  @Inject SearchPassages search;
  @Inject SearchRepository repository;
  @Inject CandidateRepository candidates;
  @Inject PlaceRepository places;
  @Inject LexiconRepository lexicons;
  @Inject FindCandidates find;
  @Inject SearchConfig config;

  private TestCollection place;
  private RealPassages real;

  @BeforeEach
  void prepare() throws IOException {
    empty();
    place = new TestCollection(database, collections, embedder, TestCollection.uniqueTenant());
    real = new RealPassages(embedder);
    for (String set : System.getProperty("footnote.bench.filters").split(",")) {
      real.read(Path.of(set));
    }
  }

  @Test
  void measure() throws IOException, SQLException {
    System.out.printf(
        Locale.ROOT,
        "(%,d chunks mixed of %,d real passages; %d of %,d real questions)%n",
        CHUNKS,
        real.passages().size(),
        asked(question -> true).size(),
        real.questions().size());
    System.out.println(
        "| state | passages that pass | compared one by one | dense recall@10 | worst question"
            + " | lexical recall@10 | result's recall@10 | limited |\n|---|---|---|---|---|---|---|---|");
    var corpus = new SyntheticCorpus(new MixedContent(real.passages()), place.current());
    try (Connection connection = dataSource.getConnection()) {
      corpus.loadThenIndex(connection, CHUNKS);
      filters("");
      farFromTheQuestion();
      hotDocument(connection, corpus);
      corpus.replaceThenIndex(connection, 2);
      filters(", after %,d replaced chunks".formatted(CHUNKS));
    }
    empty();
  }

  private void filters(String state) {
    List<RealPassages.Question> all = asked(question -> true);
    row("no filter" + state, SearchFilter.NONE, all);
    row("a filter of 10%" + state, metadata("tenth", 3), all);
    row("a filter of 1%" + state, metadata("part", 7), all);
    row("a filter of 0.1%" + state, metadata("thousandth", 77), all);
  }

  /** Filters that leave only what no question is about: the way through the index is longest. */
  private void farFromTheQuestion() {
    for (String set : new TreeSet<>(real.passages().stream().map(p -> p.set()).toList())) {
      row(
          "a filter of what is far from the question: %s alone".formatted(set),
          metadata("origin", set),
          asked(question -> !question.set().equals(set)));
    }
  }

  private static SearchFilter metadata(String name, Object value) {
    return new SearchFilter(Map.of(name, value), null, List.of());
  }

  /** Some questions, evenly from all sets. */
  private List<RealPassages.Question> asked(Predicate<RealPassages.Question> which) {
    Map<String, List<RealPassages.Question>> bySet =
        real.questions().stream()
            .filter(which)
            .collect(
                Collectors.groupingBy(
                    RealPassages.Question::set, TreeMap::new, Collectors.toList()));
    var asked = new ArrayList<RealPassages.Question>();
    for (List<RealPassages.Question> of : bySet.values()) {
      int wanted = Math.min(of.size(), QUESTIONS / bySet.size());
      for (int i = 0; i < wanted; i++) {
        asked.add(of.get(i * of.size() / wanted));
      }
    }
    return asked;
  }

  /** The document that most questions ask of, replaced again and again, each time as a whole. */
  private void hotDocument(Connection connection, SyntheticCorpus corpus)
      throws SQLException, IOException {
    String hot =
        real.questions().stream()
            .collect(Collectors.groupingBy(q -> q.set() + "/" + q.doc(), Collectors.counting()))
            .entrySet()
            .stream()
            .max(Map.Entry.comparingByValue())
            .orElseThrow()
            .getKey();
    List<String> texts =
        real.passages().stream()
            .filter(p -> hot.equals(p.set() + "/" + p.doc()))
            .limit(HOT_CHUNKS)
            .map(RealPassages.Passage::text)
            .toList();
    for (int version = 1; version <= HOT_VERSIONS; version++) {
      String edit = " (Revision %d.)".formatted(version);
      List<String> edited = texts.stream().map(text -> text + edit).toList();
      List<float[]> vectors = embedder.embedPassages(edited);
      var pieces = new ArrayList<Piece>();
      for (int i = 0; i < edited.size(); i++) {
        pieces.add(new Piece(edited.get(i), vectors.get(i)));
      }
      corpus.write(connection, "hot.md", version, new Made("hot", pieces));
    }
    corpus.writeStatistics(connection);
    row(
        "a document of %d chunks replaced %d times, without vacuum"
            .formatted(texts.size(), HOT_VERSIONS - 1),
        SearchFilter.NONE,
        real.questions().stream().filter(q -> hot.equals(q.set() + "/" + q.doc())).toList());
  }

  private void row(String state, SearchFilter filter, List<RealPassages.Question> questions) {
    SearchPassages exactly =
        ConfiguredSearch.with(Map.of("exact-rows-max", "1000000000", "statement-timeout", "10m"));
    Snapshot snapshot = Snapshot.now(place.current());
    DocumentCondition condition = DocumentCondition.of(filter, config);
    long stored =
        database.read(
            handle ->
                repository
                    .statistics(
                        handle, snapshot, new ReadQuestion.Wanted(new int[0], Set.of(), Set.of()))
                    .passagesStored());
    long most = find.oneByOneMax(stored);
    long passing =
        database.read(handle -> places.count(handle, snapshot, condition, Integer.MAX_VALUE));
    double[] dense = new double[questions.size()];
    double lexical = 0;
    double result = 0;
    int limited = 0;
    for (int i = 0; i < questions.size(); i++) {
      RealPassages.Question question = questions.get(i);
      SearchQuery query = place.query(question.text(), TOP, filter);
      List<Candidate> all = legs(snapshot, condition, question, true);
      List<Candidate> found = legs(snapshot, condition, question, false);
      dense[i] = recall(best(all, true), best(found, true));
      lexical += recall(best(all, false), best(found, false));
      SearchResult given = search.search(query);
      result += recall(passages(exactly.search(query)), passages(given));
      limited += given.limited() ? 1 : 0;
    }
    System.out.printf(
        Locale.ROOT,
        "| %s | %,d | %s | %.3f | %.1f | %.3f | %.3f | %.2f |%n",
        state,
        passing,
        passing <= most ? "yes" : "no",
        Arrays.stream(dense).average().orElseThrow(),
        Arrays.stream(dense).min().orElseThrow(),
        lexical / questions.size(),
        result / questions.size(),
        (double) limited / questions.size());
  }

  private List<Candidate> legs(
      Snapshot snapshot,
      DocumentCondition condition,
      RealPassages.Question question,
      boolean oneByOne) {
    int limit = config.candidatesPerLeg();
    return database.read(
        handle -> {
          var read =
              new ReadQuestion(
                  new LexicalAnalyzer(),
                  question.text(),
                  repository.prepare(
                      handle,
                      snapshot,
                      limit,
                      condition.isEmpty() ? config.scanTuplesMax() : config.scanTuplesFiltered()));
          handle.execute("SET LOCAL statement_timeout = '10min'");
          var known = repository.statistics(handle, snapshot, read.wanted());
          QuestionTerms terms =
              read.terms(
                  known.holding(),
                  known.acronyms(),
                  lexicons.of(handle, snapshot),
                  snapshot.collection().live().passagesLive());
          var probe = new Probe(Vectors.literal(question.vector()), terms);
          return oneByOne
              ? candidates.oneByOne(handle, snapshot, condition, probe, limit)
              : find.bring(
                      handle,
                      condition,
                      new Searched.Aim(snapshot, probe, limit, 0.5),
                      known.passagesStored())
                  .candidates();
        });
  }

  private static Set<Long> best(List<Candidate> candidates, boolean byDense) {
    return candidates.stream()
        .filter(byDense ? Candidate::byDense : Candidate::byLexical)
        .sorted(Comparator.comparingDouble(c -> byDense ? -c.dense() : -c.lexical()))
        .limit(TOP)
        .map(Candidate::passageId)
        .collect(Collectors.toSet());
  }

  private static Set<Long> passages(SearchResult result) {
    return result.hits().stream().map(Hit::passageId).collect(Collectors.toSet());
  }

  private static double recall(Collection<Long> wanted, Set<Long> found) {
    return wanted.isEmpty()
        ? 1
        : (double) wanted.stream().filter(found::contains).count() / wanted.size();
  }

  private void empty() {
    database.change(
        handle -> {
          handle.execute(
              "TRUNCATE chunk, passage, passage_past, passage_leaving, acronym, vocabulary, term_statistics, document, document_version CASCADE");
          handle.execute("UPDATE generation SET passages_live = 0");
        });
  }
}
