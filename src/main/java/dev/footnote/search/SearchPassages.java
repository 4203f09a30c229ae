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
import dev.footnote.text.Language;
import dev.footnote.text.LexicalAnalyzer;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementException;

/**
 * The use case of search: from a question to the passages that fit it best. The question is
 * embedded first, outside of any transaction; everything else is read from one snapshot, so that
 * what is found, where it stands and the watermark belong together. A reranker, if there is one, is
 * asked after that: no transaction is open while it is waited for.
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
  private final DocumentNames names;
  private final Embedders embedders;
  private final QuestionTraffic traffic;
  private final RerankPassages rerank;
  private final SearchConfig config;
  private final SearchTimers timers;

  SearchPassages(
      Database database,
      CollectionRepository collections,
      SearchRepository repository,
      CandidateRepository candidateRepository,
      PlaceRepository placeRepository,
      LexiconRepository lexicons,
      DocumentNames names,
      Embedders embedders,
      QuestionTraffic traffic,
      RerankPassages rerank,
      SearchConfig config,
      SearchTimers timers) {
    this.database = database;
    this.collections = collections;
    this.repository = repository;
    this.candidateRepository = candidateRepository;
    this.placeRepository = placeRepository;
    this.lexicons = lexicons;
    this.names = names;
    this.embedders = embedders;
    this.traffic = traffic;
    this.rerank = rerank;
    this.config = config;
    this.timers = timers;
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
    return traffic.during(() -> searchNow(query));
  }

  private SearchResult searchNow(SearchQuery query) {
    long start = System.nanoTime();
    DocumentCondition condition = checked(query);
    QuestionVectors question = new QuestionVectors(query.question(), config);
    Embedder embedder = embedderOfLive(query);
    while (true) {
      question.embed(embedder);
      long embedded = System.nanoTime();
      // Ends after as many rounds as there are models: each other one was asked by then.
      switch (withinTime(() -> database.read(handle -> find(handle, query, condition, question)))) {
        case Look.Complete(Found found, QuestionText text) -> {
          long read = System.nanoTime();
          SecondLook look = rerank.look(text.whole(), found);
          return found.result(
              query.k(),
              text.isCut(),
              look,
              timers.record(start, embedded, read, found.fusionNs()));
        }
        case Look.OtherModel(Generation live) ->
            embedder = embedders.of(live.modelName(), live.dimensions());
      }
    }
  }

  /** What one snapshot gave. */
  private sealed interface Look {
    /**
     * @param text the question as the live generation's model read it
     */
    record Complete(Found found, QuestionText text) implements Look {}

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
      Handle handle, SearchQuery query, DocumentCondition condition, QuestionVectors question) {
    int depth = rerank.depth(query.k());
    int limit = Math.max(config.candidatesPerLeg(), depth);
    DocumentCollection collection = collection(handle, query);
    Map<Language, Long> written = repository.prepare(handle, collection, limit);
    Optional<QuestionVectors.Embedded> asked = question.of(collection.live());
    if (asked.isEmpty()) {
      return new Look.OtherModel(collection.live());
    }
    QuestionText text = asked.get().text();
    LexicalAnalyzer analyzer =
        LexicalAnalyzer.ofVersion(collection.live().analyzer()).orElseThrow();
    ReadQuestion read = new ReadQuestion(analyzer, text.whole(), written);
    Statistics statistics = repository.statistics(handle, collection, read.wanted());
    QuestionTerms weighted =
        read.terms(
            statistics.holding(),
            statistics.acronyms(),
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
    double denseWeight = ScoreFusion.denseWeight(asked.get().embedder().reads(read.languageCode()));
    List<Ranked> ranked =
        ScoreFusion.fuse(
                names.score(candidates, weighted, collection.live().analyzer()), denseWeight)
            .stream()
            .limit(depth)
            .toList();
    long fusionNs = System.nanoTime() - fusing;
    List<Place> places =
        placeRepository.of(
            handle,
            collection,
            condition,
            ranked.stream().map(Ranked::passageId).toList(),
            weighted.weights().keySet());
    return new Look.Complete(
        new Found(
            collection,
            weighted,
            ranked,
            places,
            statistics.documentsWaiting(),
            limited,
            probe.embedding() != null,
            fusionNs),
        text);
  }

  /**
   * Up to how many rows reading all of them is quicker than the index. Reading n costs n; the index
   * has to visit stored / n entries for each row that passes, each dearer than a row read. Both
   * cost the same at the root of a constant (measured: about 200) times the rows stored.
   */
  private long oneByOneMax(long stored) {
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
