package dev.footnote.search;

import dev.footnote.document.CollectionRepository;
import dev.footnote.document.DocumentCollection;
import dev.footnote.document.Generation;
import dev.footnote.document.UnknownCollection;
import dev.footnote.embed.Embedder;
import dev.footnote.embed.Embedders;
import dev.footnote.embed.QuestionTraffic;
import dev.footnote.search.CandidateRepository.Probe;
import dev.footnote.search.ScoreFusion.Ranked;
import dev.footnote.search.SearchRepository.Statistics;
import dev.footnote.store.Database;
import dev.footnote.text.LexicalAnalyzer;
import dev.footnote.text.QuestionReading;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementException;
import org.jspecify.annotations.Nullable;

/**
 * The use case of search: from a question to the passages that fit it best. The question is
 * embedded first, outside of any transaction; everything else is read from one snapshot, so that
 * what is found, where it stands and the watermark belong together.
 */
@ApplicationScoped
public class SearchPassages {
  private static final String CANCELED_BY_TIMEOUT = "57014";

  private final Database database;
  private final CollectionRepository collections;
  private final SearchRepository repository;
  private final CandidateRepository candidateRepository;
  private final PlaceRepository placeRepository;
  private final LexiconRepository lexicons;
  private final Embedders embedders;
  private final QuestionTraffic traffic;
  private final SearchConfig config;
  private final SearchTimers timers;
  private final ExplainAbsence explainAbsence;

  SearchPassages(
      Database database,
      CollectionRepository collections,
      SearchRepository repository,
      CandidateRepository candidateRepository,
      PlaceRepository placeRepository,
      LexiconRepository lexicons,
      Embedders embedders,
      QuestionTraffic traffic,
      SearchConfig config,
      SearchTimers timers,
      ExplainAbsence explainAbsence) {
    this.database = database;
    this.collections = collections;
    this.repository = repository;
    this.candidateRepository = candidateRepository;
    this.placeRepository = placeRepository;
    this.lexicons = lexicons;
    this.embedders = embedders;
    this.traffic = traffic;
    this.config = config;
    this.timers = timers;
    this.explainAbsence = explainAbsence;
  }

  /**
   * Searches one collection; by words alone, and the result says so, while the embedding model does
   * not answer.
   *
   * @throws QuestionRefused if the question is empty or too long, or {@code k} or the filter is out
   *     of bounds
   * @throws UnknownCollection if the tenant has no such collection
   * @throws SearchTimedOut if the database took too long
   */
  public SearchResult search(SearchQuery query) {
    return explain(query, null).result();
  }

  /**
   * Searches as {@link #search} does, and says how the result came about.
   *
   * @param whyNot a document's id or uri, whose absence is to be explained from the same snapshot
   */
  public ExplainedResult explain(SearchQuery query, @Nullable String whyNot) {
    return traffic.during(() -> searchNow(query, whyNot));
  }

  private ExplainedResult searchNow(SearchQuery query, @Nullable String whyNot) {
    long start = System.nanoTime();
    DocumentCondition condition = checked(query);
    QuestionVectors question = new QuestionVectors(query.question(), config);
    Embedder embedder = embedderOfLive(query);
    while (true) {
      question.embed(embedder);
      long embedded = System.nanoTime();
      // Ends after as many rounds as there are models: each other one was asked by then.
      switch (withinTime(
          () -> database.read(handle -> find(handle, query, whyNot, condition, question)))) {
        case Look.Complete(Found found, boolean cut, Absence absence) -> {
          return found.explained(
              query.k(), cut, timers.record(start, embedded, found.fusionNs()), absence);
        }
        case Look.OtherModel(Generation live) ->
            embedder = embedders.of(live.modelName(), live.dimensions());
      }
    }
  }

  /** What one snapshot gave. */
  private sealed interface Look {
    /**
     * @param cut whether the model read a part of the question alone
     * @param absence why a document is absent; null if that was not asked
     */
    record Complete(Found found, boolean cut, @Nullable Absence absence) implements Look {}

    /** The live generation's model has not read the question. */
    record OtherModel(Generation live) implements Look {}
  }

  /** The model of the generation that is live now; it may be another in the snapshot. */
  private Embedder embedderOfLive(SearchQuery query) {
    if (embedders.isOneAlone()) {
      return embedders.main();
    }
    Generation live = database.read(handle -> collection(handle, query)).live();
    return embedders.of(live.modelName(), live.dimensions());
  }

  /** The collection, with the generation that is asked for in the live one's place. */
  private DocumentCollection collection(Handle handle, SearchQuery query) {
    DocumentCollection named = collections.named(handle, query.tenantId(), query.collection());
    Integer generation = query.generation();
    return generation == null
        ? named
        : collections
            .withGeneration(handle, named, generation)
            .orElseThrow(
                () ->
                    new QuestionRefused(
                        "Generation %d is not complete, so it can't be searched."
                            .formatted(generation)));
  }

  private DocumentCondition checked(SearchQuery query) {
    if (query.k() < 1 || query.k() > config.hitsMax()) {
      throw new QuestionRefused(
          "k must be between 1 and %d, but is %d.".formatted(config.hitsMax(), query.k()));
    }
    if (query.collection().indexOf('\0') >= 0) {
      throw new UnknownCollection(query.collection().replace('\0', ' '));
    }
    return DocumentCondition.of(query.filter(), config);
  }

  private Look find(
      Handle handle,
      SearchQuery query,
      @Nullable String whyNot,
      DocumentCondition condition,
      QuestionVectors question) {
    int limit = Math.max(config.candidatesPerLeg(), query.k());
    repository.prepare(handle, limit);
    DocumentCollection collection = collection(handle, query);
    Optional<QuestionVectors.Embedded> asked = question.of(collection.live());
    if (asked.isEmpty()) {
      return new Look.OtherModel(collection.live());
    }
    QuestionText text = asked.get().text();
    LexicalAnalyzer analyzer =
        LexicalAnalyzer.ofVersion(collection.live().analyzer()).orElseThrow();
    QuestionReading reading = analyzer.question(text.whole());
    Statistics statistics =
        repository.statistics(handle, collection, ReadQuestion.numbers(reading));
    QuestionTerms weighted =
        ReadQuestion.terms(
            analyzer,
            text.whole(),
            reading,
            statistics.holding(),
            lexicons.of(handle, collection),
            collection.live().passagesLive(),
            config);
    Probe probe = new Probe(asked.get().vector(), weighted);
    long oneByOneMax = oneByOneMax(statistics.passagesStored());
    long rows =
        condition.isEmpty()
            ? collection.live().passagesLive()
            : placeRepository.count(handle, collection, condition, oneByOneMax + 1);
    boolean oneByOne = rows <= oneByOneMax;
    List<Candidate> candidates =
        oneByOne
            ? candidateRepository.oneByOne(handle, collection, condition, probe, limit)
            : candidateRepository.byIndex(handle, collection, condition, probe, limit);
    boolean limited =
        !oneByOne
            && (weighted.limited()
                || (probe.embedding() != null
                    && candidates.stream().filter(Candidate::byDense).count() < limit));
    long fusing = System.nanoTime();
    List<Ranked> all = ScoreFusion.fuse(candidates);
    List<Ranked> ranked = all.stream().limit(query.k()).toList();
    long fusionNs = System.nanoTime() - fusing;
    List<Place> places =
        placeRepository.of(
            handle,
            collection,
            condition,
            ranked.stream().map(Ranked::passageId).toList(),
            weighted.weights().keySet());
    Found found =
        new Found(
            collection,
            weighted,
            ranked,
            places,
            statistics.documentsWaiting(),
            limited,
            probe.embedding() != null,
            fusionNs);
    Absence absence =
        whyNot == null
            ? null
            : explainAbsence.explain(
                handle, whyNot, new Searched(query, found, probe, limit, candidates, all));
    return new Look.Complete(found, text.isCut(), absence);
  }

  /**
   * Up to how many rows reading all of them is quicker than the index. Reading n costs n; the index
   * has to visit stored / n entries for each row that passes, each dearer than a row read. Both
   * cost the same at the root of a constant (measured: about 200) times the rows stored.
   */
  long oneByOneMax(long stored) {
    return Math.max(config.exactRowsMax(), (long) Math.sqrt(200.0 * Math.max(0, stored)));
  }

  private <T> T withinTime(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (StatementException e) {
      if (e.getCause() instanceof SQLException sql
          && CANCELED_BY_TIMEOUT.equals(sql.getSQLState())) {
        throw new SearchTimedOut(config.statementTimeout(), e);
      }
      throw e;
    }
  }
}
