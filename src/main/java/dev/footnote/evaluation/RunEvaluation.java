package dev.footnote.evaluation;

import dev.footnote.answer.AnswerConfig;
import dev.footnote.document.CollectionRepository;
import dev.footnote.document.DocumentCollection;
import dev.footnote.document.Generation;
import dev.footnote.document.UnknownCollection;
import dev.footnote.evaluation.EvaluateQuestion.Evaluated;
import dev.footnote.evaluation.EvaluationResultRepository.Numbered;
import dev.footnote.evaluation.EvaluationRun.Measured;
import dev.footnote.evaluation.EvaluationRun.State;
import dev.footnote.evaluation.NamedDocuments.Meaning;
import dev.footnote.jobs.EvaluationKey;
import dev.footnote.jobs.EvaluationTask;
import dev.footnote.rerank.ConfiguredReranker;
import dev.footnote.search.SearchConfig;
import dev.footnote.store.Database;
import dev.footnote.store.DatabaseTrouble;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The use case of a run: asks question after question, and works out the metrics when none is left.
 * All that it knows is in the database, so that any node can go on where another stopped.
 */
@ApplicationScoped
class RunEvaluation implements EvaluationTask {
  private static final Logger LOG = Logger.getLogger(RunEvaluation.class.getName());

  private final Database database;
  private final CollectionRepository collections;
  private final GoldenSetRepository sets;
  private final EvaluationRunRepository runs;
  private final EvaluationResultRepository results;
  private final NamedDocuments documents;
  private final EvaluateQuestion question;
  private final EvaluationConfig config;
  private final SearchConfig searchConfig;
  private final AnswerConfig answerConfig;
  private final ConfiguredReranker reranker;
  private final InstantSource clock;

  RunEvaluation(
      Database database,
      CollectionRepository collections,
      GoldenSetRepository sets,
      EvaluationRunRepository runs,
      EvaluationResultRepository results,
      NamedDocuments documents,
      EvaluateQuestion question,
      EvaluationConfig config,
      SearchConfig searchConfig,
      AnswerConfig answerConfig,
      ConfiguredReranker reranker,
      InstantSource clock) {
    this.database = database;
    this.collections = collections;
    this.sets = sets;
    this.runs = runs;
    this.results = results;
    this.documents = documents;
    this.question = question;
    this.config = config;
    this.searchConfig = searchConfig;
    this.answerConfig = answerConfig;
    this.reranker = reranker;
    this.clock = clock;
  }

  @Override
  public Next ask(EvaluationKey key, BooleanSupplier stopping) {
    Optional<EvaluationRun> run = database.read(handle -> runs.find(handle, key));
    if (run.isEmpty() || run.get().state().finished()) {
      return new Next.Done();
    }
    try {
      if (run.get().state() == State.QUEUED) {
        Map<String, Object> settings = settings(run.get());
        database.change(handle -> runs.start(handle, key, settings, clock.instant()));
      }
      return step(run.get(), stopping);
    } catch (UnknownCollection gone) {
      fail(key, gone.getMessage());
      return new Next.Done();
    } catch (RuntimeException unexpected) {
      if (stopping.getAsBoolean() || DatabaseTrouble.isCauseOf(unexpected)) {
        throw unexpected;
      }
      // The same question would fail again and again, and nobody would see why the run stands
      // still.
      LOG.log(Level.SEVERE, "Evaluation " + key + " failed", unexpected);
      fail(key, "A question could not be evaluated; the log says how.");
      return new Next.Done();
    }
  }

  private Next step(EvaluationRun run, BooleanSupplier stopping) {
    long end = System.nanoTime() + config.step().toNanos();
    Map<String, Meaning> meanings = database.read(handle -> meanings(handle, run));
    Measured before = run.measured();
    while (!stopping.getAsBoolean() && System.nanoTime() < end) {
      Optional<Numbered> next = database.read(handle -> results.next(handle, run.key()));
      if (next.isEmpty()) {
        complete(run);
        return new Next.Done();
      }
      switch (question.evaluate(run, next.get(), meanings)) {
        case Evaluated.NotNow(String problem) -> {
          LOG.log(Level.WARNING, "Evaluation {0} waits: {1}", new Object[] {run.id(), problem});
          database.change(handle -> runs.wait(handle, run.key(), problem));
          return new Next.Again(config.retryAfter());
        }
        case Evaluated.Judged(EvaluationResult result, Measured measured) -> {
          if (before != null
              && measured != null
              && before.generationId() != measured.generationId()) {
            fail(
                run.key(),
                "Generation %d became live in place of %d while the run was under way. Start it again."
                    .formatted(measured.generationId(), before.generationId()));
            return new Next.Done();
          }
          keep(run.key(), result, measured);
          before = measured == null ? before : measured;
        }
      }
    }
    return new Next.Again(Duration.ZERO);
  }

  private void keep(EvaluationKey key, EvaluationResult result, @Nullable Measured measured) {
    database.change(
        handle -> {
          results.add(handle, key, result);
          if (measured != null) {
            runs.measured(handle, key, measured);
          }
        });
  }

  private Map<String, Meaning> meanings(Handle handle, EvaluationRun run) {
    List<String> names =
        sets.questions(handle, run.scope().tenantId(), run.goldenSetId(), run.questions()).stream()
            .flatMap(golden -> golden.relevant().stream())
            .map(GoldenQuestion.Relevant::doc)
            .distinct()
            .toList();
    return documents.meanings(handle, run.scope(), names);
  }

  private void complete(EvaluationRun run) {
    List<EvaluationResult> all =
        database.read(handle -> results.after(handle, run.key(), 0, run.questions()));
    if (all.size() == run.questions()) {
      database.change(
          handle -> runs.complete(handle, run.key(), RunMetrics.of(all), clock.instant()));
      LOG.info("Evaluation %s of '%s' is complete".formatted(run.id(), run.collection()));
    }
  }

  private void fail(EvaluationKey key, @Nullable String problem) {
    database.change(handle -> runs.end(handle, key, State.FAILED, problem, clock.instant()));
  }

  /** Everything that results depend on and that may be another next time. */
  private Map<String, Object> settings(EvaluationRun run) {
    Generation generation =
        database.read(
            handle -> {
              DocumentCollection collection =
                  collections.named(handle, run.scope().tenantId(), run.collection());
              Integer asked = run.generationAsked();
              return asked == null
                  ? collection.live()
                  : collections.withGeneration(handle, collection, asked).orElse(collection).live();
            });
    var settings =
        new HashMap<String, Object>(
            Map.of(
                "k", QuestionMetrics.K,
                "dimensions", generation.dimensions(),
                "chunker", generation.chunker(),
                "analyzer", generation.analyzer(),
                "search", Settings.of(SearchConfig.class, searchConfig),
                "answer", Settings.of(AnswerConfig.class, answerConfig)));
    reranker
        .model()
        .ifPresent(model -> settings.put("rerank", Map.of("model", model, "top", reranker.top())));
    return settings;
  }
}
