package dev.footnote.search;

import dev.footnote.document.Generation;
import dev.footnote.document.UnknownCollection;
import dev.footnote.embed.Embedder;
import dev.footnote.embed.Embedders;
import dev.footnote.embed.QuestionTraffic;
import dev.footnote.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jdbi.v3.core.statement.StatementException;
import org.jspecify.annotations.Nullable;

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
  private final FindPassages find;
  private final Embedders embedders;
  private final QuestionTraffic traffic;
  private final RerankPassages rerank;
  private final SearchConfig config;
  private final SearchTimers timers;

  SearchPassages(
      Database database,
      FindPassages find,
      Embedders embedders,
      QuestionTraffic traffic,
      RerankPassages rerank,
      SearchConfig config,
      SearchTimers timers) {
    this.database = database;
    this.find = find;
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
   * @throws PastNotKept if the collection can't be searched as it was at the query's moment
   * @throws SearchTimedOut if the database took too long
   */
  public SearchResult search(SearchQuery query) {
    return traffic.during(
        () -> {
          Done done = searchNow(query, null);
          return done.found().result(query.k(), done.cut(), done.look(), done.timings());
        });
  }

  /**
   * Searches as {@link #search} does, and says how the result came about.
   *
   * @param whyNot a document's id or uri, whose absence is to be explained from the same snapshot;
   *     null for none
   */
  public ExplainedResult explain(SearchQuery query, @Nullable String whyNot) {
    return traffic.during(
        () -> {
          Done done = searchNow(query, whyNot);
          return done.found()
              .explained(query.k(), done.cut(), done.look(), done.timings(), done.absence());
        });
  }

  /**
   * Searches as {@link #search} does, to compare with a search that was made before. No endpoint is
   * asked to rerank; {@link #lookedAgain} says what is done instead.
   */
  public SearchResult again(SearchQuery query, Comparison comparison, RankedThen then) {
    var asked =
        new FindPassages.Asked(
            query, checked(query), rerank.depthAgain(query.k(), then), null, comparison);
    return traffic.during(
        () -> {
          Done done =
              searchNow(asked, (question, found) -> rerank.lookAgain(question, found, then));
          return done.found().result(query.k(), done.cut(), done.look(), done.timings());
        });
  }

  /** How the second look is made in {@link #again}. */
  public LookedAgain lookedAgain(RankedThen then) {
    return rerank.again(then);
  }

  /**
   * A search that is over.
   *
   * @param cut whether the model read a part of the question alone
   */
  private record Done(
      Found found,
      boolean cut,
      SecondLook look,
      SearchResult.Timings timings,
      @Nullable Absence absence) {}

  private Done searchNow(SearchQuery query, @Nullable String whyNot) {
    return searchNow(
        new FindPassages.Asked(
            query, checked(query), rerank.depth(query.k()), whyNot, Comparison.AS_USUAL),
        rerank::look);
  }

  private Done searchNow(
      FindPassages.Asked asked, BiFunction<String, Found, SecondLook> lookTwice) {
    long start = System.nanoTime();
    SearchQuery query = asked.query();
    QuestionVectors question = new QuestionVectors(query.question(), config);
    Embedder embedder = embedderOfLive(query);
    while (true) {
      question.embed(embedder);
      long embedded = System.nanoTime();
      // Ends after as many rounds as there are models: each other one was asked by then.
      switch (withinTime(() -> database.read(handle -> find.look(handle, asked, question)))) {
        case FindPassages.Look.Complete(Found found, QuestionText text, Absence absence) -> {
          long read = System.nanoTime();
          SecondLook look = lookTwice.apply(text.whole(), found);
          return new Done(
              found,
              text.isCut(),
              look,
              timers.record(start, embedded, read, found.fusionNs()),
              absence);
        }
        case FindPassages.Look.OtherModel(Generation live) ->
            embedder = embedders.of(live.modelName(), live.dimensions());
      }
    }
  }

  /** The model of the generation that is live now; it may be another in the snapshot. */
  private Embedder embedderOfLive(SearchQuery query) {
    if (embedders.isOneAlone()) {
      return embedders.main();
    }
    Generation live = database.read(handle -> find.generation(handle, query));
    return embedders.of(live.modelName(), live.dimensions());
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
