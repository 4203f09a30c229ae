package dev.footnote.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.document.CollectionRepository;
import dev.footnote.embed.Embedder;
import dev.footnote.search.CandidateRepository.Probe;
import dev.footnote.store.Database;
import dev.footnote.store.Vectors;
import dev.footnote.text.LexicalAnalyzer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jdbi.v3.core.statement.Query;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The way through the indexes and the way past them, on 2,000 passages. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessPathTest {
  private static final int PASSAGES = 2_000;
  private static final int LIMIT = 20;
  private static final DocumentCondition NO_CONDITION = new DocumentCondition("", Map.of());

  @Inject DataSource dataSource;
  @Inject Database database;
  @Inject CollectionRepository collections;
  @Inject Embedder embedder;
  @Inject SearchRepository repository;
  @Inject CandidateRepository candidates;
  @Inject FindCandidates find;
  @Inject SearchPassages search;
  @Inject SearchConfig config;

  private final InventedContent corpus = new InventedContent(7, 384, List.of());
  private TestCollection place;
  private Snapshot snapshot;

  @BeforeAll
  void load() throws SQLException, IOException {
    place = new TestCollection(database, collections, embedder, TestCollection.uniqueTenant());
    try (Connection connection = dataSource.getConnection()) {
      new SyntheticCorpus(corpus, place.current()).load(connection, PASSAGES);
      try (Statement statement = connection.createStatement()) {
        statement.execute("ANALYZE passage, chunk, document, document_version");
      }
    }
    snapshot = Snapshot.now(place.current());
  }

  @AfterAll
  void clear() {
    place.clear();
  }

  @Test
  void theIndexFindsNearlyAllThatComparingEveryPassageFinds() {
    int found = 0;
    int wanted = 0;
    for (int i = 0; i < 20; i++) {
      Probe probe = probe(corpus.question(10));
      Set<Long> exact = dense(oneByOne(probe, SearchFilter.NONE));
      Set<Long> byIndex = dense(byIndex(probe, SearchFilter.NONE, config.candidatesPerLeg()));
      wanted += exact.size();
      exact.retainAll(byIndex);
      found += exact.size();
    }
    assertThat((double) found / wanted).as("recall@20 of the dense leg's 50").isGreaterThan(0.95);
  }

  @Test
  void bothWaysGiveEqualScoresAndTheSameBestLexicalPassages() {
    Probe probe = probe(corpus.question(12));
    Map<Long, Candidate> exact = byId(oneByOne(probe, SearchFilter.NONE));
    Map<Long, Candidate> byIndex = byId(byIndex(probe, SearchFilter.NONE));

    assertThat(lexical(byIndex.values())).isNotEmpty();
    assertThat(lexical(byIndex.values())).isEqualTo(lexical(exact.values()));
    exact.keySet().retainAll(byIndex.keySet());
    byIndex.keySet().retainAll(exact.keySet());
    assertThat(exact).isNotEmpty();
    assertThat(scores(byIndex)).isEqualTo(scores(exact));
  }

  private static Map<Long, List<Double>> scores(Map<Long, Candidate> candidates) {
    return candidates.values().stream()
        .collect(Collectors.toMap(Candidate::passageId, c -> List.of(c.dense(), c.lexical())));
  }

  @Test
  void theIndexGoesOnUntilEnoughRowsPassAFilterOfOnePercent() {
    SearchFilter onePercent = new SearchFilter(Map.of("part", 7), null, List.of());

    List<Candidate> candidates = byIndex(probe(corpus.question(10)), onePercent, 10);

    assertThat(candidates.stream().filter(Candidate::byDense)).hasSize(10);
  }

  @Test
  void aFilterThatLeavesFewRowsIsSearchedExactly() {
    SearchFilter onePercent = new SearchFilter(Map.of("part", 7), null, List.of());
    Probe probe = probe("what");

    SearchResult result = search.search(place.query("what", LIMIT, onePercent));

    assertThat(result.hits())
        .hasSize(LIMIT)
        .allSatisfy(hit -> assertThat(hit.uri()).startsWith("folder-7/"));
    assertThat(result.limited()).isFalse();
    assertThat(result.hits().stream().map(Hit::passageId).collect(Collectors.toSet()))
        .isEqualTo(dense(oneByOne(probe, onePercent)));
  }

  @Test
  void aWholeCollectionIsSearchedThroughTheIndex() {
    SearchResult result = search.search(place.query(corpus.question(10)));

    assertThat(result.hits()).hasSize(10);
    assertThat(candidatesPlan(NO_CONDITION))
        .contains("passage_hnsw_384")
        .contains("passage_terms")
        .doesNotContain("Seq Scan on passage");
  }

  @Test
  void thePastIsReadBesideThePresentAndNoFurtherThanTheMomentNeeds() {
    String plan =
        explain(
            CandidateRepository.byIndexSql(new PastPlaces(1), 384, NO_CONDITION),
            query -> bound(query, NO_CONDITION).bind("as_of", 1));

    assertThat(plan)
        .contains("Merge Append")
        .contains("passage_hnsw_384")
        .contains("passage_past_hnsw_384")
        .contains("passage_past_terms")
        .doesNotContain("Seq Scan on passage");
  }

  @Test
  void aFilterThatLeavesManyRowsIsSearchedThroughTheIndexToo() {
    DocumentCondition tenth =
        DocumentCondition.of(new SearchFilter(Map.of("tenth", 3), null, List.of()), config);

    assertThat(candidatesPlan(tenth))
        .contains("passage_hnsw_384")
        .contains("passage_terms")
        .doesNotContain("Seq Scan on passage");
  }

  @Test
  void replacedPassagesDoNotCrowdTheIndexScan() {
    try {
      int left = place.closeAllBut("folder-9%");
      Probe probe = probe(corpus.question(10));

      assertThat(left).isGreaterThan(LIMIT).isLessThan(PASSAGES / 5);
      assertThat(dense(byIndex(probe, SearchFilter.NONE))).hasSize(LIMIT);
      assertThat(byIndex(probe, SearchFilter.NONE).stream().filter(Candidate::byLexical))
          .isNotEmpty();
      assertThat(search.search(place.query("what", 50, SearchFilter.NONE)).hits())
          .hasSize(50)
          .allSatisfy(hit -> assertThat(hit.uri()).startsWith("folder-9"));
    } finally {
      place.reopen();
    }
  }

  @Test
  void aScanThatEndsAtItsLimitIsTold() {
    SearchPassages soonEnded =
        ConfiguredSearch.with(
            Map.of("candidates-per-leg", "10", "ef-search", "10", "scan-tuples-max", "1"));
    SearchPassages patient = ConfiguredSearch.with(Map.of("candidates-per-leg", "10"));
    SearchQuery query = place.query("what", 10, SearchFilter.NONE);
    assertThat(soonEnded.search(query).limited()).isFalse();
    try {
      place.closeAllBut("folder-99%");

      assertThat(soonEnded.search(query).limited()).isTrue();
      assertThat(patient.search(query).limited()).isFalse();
    } finally {
      place.reopen();
    }
  }

  @Test
  void whereTheScanOfAFilteredSearchIsGivenUpAllThatPassesIsCompared() {
    SearchFilter onePercent = new SearchFilter(Map.of("part", 7), null, List.of());
    Probe probe = probe(corpus.question(10));

    FindCandidates.Brought compared =
        bring(probe, onePercent, Map.of("exact-rows-max", "1", "scan-tuples-filtered", "1"));
    FindCandidates.Brought tooMany =
        bring(
            probe,
            onePercent,
            Map.of(
                "exact-rows-max", "1",
                "scan-tuples-filtered", "1",
                "exact-rows-apart-max", "10",
                "scan-tuples-max", "1"));

    assertThat(dense(compared.candidates())).isEqualTo(dense(oneByOne(probe, onePercent)));
    assertThat(compared.limited()).isFalse();
    assertThat(dense(tooMany.candidates())).hasSizeLessThan(LIMIT);
    assertThat(tooMany.limited()).isTrue();
  }

  @Test
  void aFilteredScanThatBroughtEnoughFromFarIsNotTrusted() {
    SearchFilter tenth = new SearchFilter(Map.of("tenth", 3), null, List.of());
    Probe probe = probe(corpus.question(10));

    CandidateRepository.Scan scan = scan(probe, tenth, LIMIT);
    FindCandidates.Brought brought =
        bring(probe, tenth, Map.of("exact-rows-max", "1", "scan-tuples-filtered", "20"));

    assertThat(dense(scan.candidates())).hasSize(LIMIT);
    assertThat(scan.visited()).isBetween(LIMIT * 3L, (long) PASSAGES);
    assertThat(scan(probe, SearchFilter.NONE, LIMIT).visited()).isZero();
    assertThat(dense(brought.candidates())).isEqualTo(dense(oneByOne(probe, tenth)));
  }

  private FindCandidates.Brought bring(
      Probe probe, SearchFilter filter, Map<String, String> settings) {
    SearchConfig own = ConfiguredSearch.config(settings);
    return database.read(
        handle -> {
          repository.prepare(handle, snapshot, LIMIT, own.scanTuplesFiltered());
          return ConfiguredSearch.candidates(own)
              .bring(
                  handle,
                  DocumentCondition.of(filter, own),
                  new Searched.Aim(snapshot, probe, LIMIT, 0.5),
                  0);
        });
  }

  @Test
  void placesAreLookedUpAndNeverJoinedOverWholeTables() {
    String plan =
        explain(
            PlaceRepository.sql(snapshot.places(), NO_CONDITION),
            query ->
                query
                    .bind("passages", new Long[] {1L, 2L})
                    .bind("terms", new int[] {1, 2})
                    .bind("places", 3));

    assertThat(plan)
        .contains("passage_pkey", "document_pkey", "document_version_pkey")
        .containsPattern("chunk_(current_)?by_passage")
        .doesNotContain("Hash", "Merge", "Seq Scan");
  }

  /** To a planner without statistics, any of them would look right for the look-up of one row. */
  @Test
  void onlyWhatIsReadForAWholeCollectionIsIndexedByTenantFirst() {
    List<String> indexes =
        database.read(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT indexname FROM pg_indexes
                        WHERE schemaname = current_schema() AND indexdef LIKE '%(tenant_id%'
                          AND tablename IN ('passage', 'chunk', 'document', 'document_version')
                        """)
                    .mapTo(String.class)
                    .list());

    assertThat(indexes)
        .containsExactlyInAnyOrder(
            "passage_pkey",
            "chunk_current_by_passage",
            "document_pkey",
            "document_work_due",
            "document_problems",
            "document_version_pkey");
  }

  private String candidatesPlan(DocumentCondition condition) {
    return explain(
        CandidateRepository.byIndexSql(snapshot.places(), 384, condition),
        query -> bound(query, condition));
  }

  private Query bound(Query query, DocumentCondition condition) {
    Probe probe = probe(corpus.question(10));
    return CandidateRepository.sought(
        condition
            .bind(query)
            .bind("embedding", probe.embedding())
            .bind("idf", probe.terms().literal())
            .bind("limit", LIMIT),
        new Sought(List.of(1), List.of(new Sought.Pair(2, List.of(3, 4)))));
  }

  private String explain(String sql, UnaryOperator<Query> bind) {
    return database.read(
        handle -> {
          repository.prepare(handle, snapshot, LIMIT, config.scanTuplesMax());
          Query query =
              handle
                  .createQuery("EXPLAIN " + sql)
                  .bind("tenant", place.tenantId)
                  .bind("collection", place.scope.collectionId())
                  .bind("generation", snapshot.collection().live().id());
          return String.join("\n", bind.apply(query).mapTo(String.class).list());
        });
  }

  private Probe probe(String question) {
    Map<Integer, String> terms = new LinkedHashMap<>();
    new LexicalAnalyzer().terms(question).forEach(t -> terms.put(LexicalAnalyzer.termId(t), t));
    int[] numbers = terms.keySet().stream().mapToInt(Integer::intValue).toArray();
    Map<Integer, Long> holding =
        database.read(
            handle ->
                repository
                    .statistics(
                        handle, snapshot, new ReadQuestion.Wanted(numbers, Set.of(), Set.of()))
                    .holding());
    return new Probe(
        Vectors.literal(embedder.embedQuery(question)), PlainTerms.of(terms, holding, PASSAGES));
  }

  private List<Candidate> byIndex(Probe probe, SearchFilter filter) {
    return byIndex(probe, filter, LIMIT);
  }

  private CandidateRepository.Scan scan(Probe probe, SearchFilter filter, int limit) {
    return database.read(
        handle -> {
          repository.prepare(handle, snapshot, limit, config.scanTuplesMax());
          DocumentCondition condition = DocumentCondition.of(filter, config);
          Sought sought = find.sought(probe.terms(), condition);
          return candidates.byIndex(handle, snapshot, condition, probe, sought, limit);
        });
  }

  private List<Candidate> byIndex(Probe probe, SearchFilter filter, int limit) {
    return scan(probe, filter, limit).candidates();
  }

  private List<Candidate> oneByOne(Probe probe, SearchFilter filter) {
    return database.read(
        handle ->
            candidates.oneByOne(
                handle, snapshot, DocumentCondition.of(filter, config), probe, LIMIT));
  }

  private static Set<Long> dense(List<Candidate> candidates) {
    return candidates.stream()
        .filter(Candidate::byDense)
        .map(Candidate::passageId)
        .collect(Collectors.toSet());
  }

  private static Set<Long> lexical(Iterable<Candidate> candidates) {
    Set<Long> ids = new HashSet<>();
    candidates.forEach(
        c -> {
          if (c.byLexical()) {
            ids.add(c.passageId());
          }
        });
    return ids;
  }

  private static Map<Long, Candidate> byId(List<Candidate> candidates) {
    return candidates.stream().collect(Collectors.toMap(Candidate::passageId, c -> c));
  }
}
