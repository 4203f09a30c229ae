package dev.footnote.evaluation;

import dev.footnote.evaluation.EvaluationRefused.Fault;
import dev.footnote.evaluation.EvaluationRun.State;
import dev.footnote.jobs.EvaluationKey;
import dev.footnote.jobs.EvaluationQueue;
import dev.footnote.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an admin can do with evaluation runs. */
@ApplicationScoped
public class Evaluations {
  /** The most questions on one page. */
  public static final int LIMIT_MAX = 200;

  private final Database database;
  private final GoldenSetRepository sets;
  private final EvaluationRunRepository runs;
  private final EvaluationResultRepository results;
  private final EvaluationQueue queue;
  private final EvaluationConfig config;
  private final InstantSource clock;

  Evaluations(
      Database database,
      GoldenSetRepository sets,
      EvaluationRunRepository runs,
      EvaluationResultRepository results,
      EvaluationQueue queue,
      EvaluationConfig config,
      InstantSource clock) {
    this.database = database;
    this.sets = sets;
    this.runs = runs;
    this.results = results;
    this.queue = queue;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Starts a run over the questions that a golden set has now.
   *
   * @param name what to call it; null for no name
   * @param answers whether answers are made, or passages searched alone
   * @throws EvaluationRefused if there is no such golden set, or as many runs wait as may
   */
  public EvaluationRun start(
      int tenantId,
      UUID goldenSet,
      @Nullable String name,
      boolean answers,
      String profile,
      String requestedBy) {
    EvaluationRun run =
        database.write(
            handle -> {
              GoldenSet set =
                  sets.find(handle, tenantId, goldenSet)
                      .orElseThrow(
                          () ->
                              new EvaluationRefused(
                                  Fault.GOLDEN_SET,
                                  "There is no golden set with that id. GET /api/v1/admin/golden-sets lists those there are."));
              if (runs.unfinished(handle, tenantId) >= config.unfinishedRunsMax()) {
                throw new EvaluationRefused(
                    Fault.STATE,
                    "%d runs are queued or under way, which is the limit. Wait for one, or cancel it."
                        .formatted(config.unfinishedRunsMax()));
              }
              UUID id =
                  runs.add(handle, set, name, answers, profile, null, requestedBy, clock.instant());
              return runs.find(handle, new EvaluationKey(tenantId, id)).orElseThrow();
            });
    queue.enqueue(run.key());
    return run;
  }

  /** A tenant's run; empty if it has none of that id. */
  public Optional<EvaluationRun> find(int tenantId, UUID id) {
    return database.read(handle -> runs.find(handle, new EvaluationKey(tenantId, id)));
  }

  /** A tenant's newest runs, newest first; over one golden set if it is not null. */
  public List<EvaluationRun> newest(int tenantId, @Nullable UUID goldenSet, int limit) {
    return database.read(handle -> runs.newest(handle, tenantId, goldenSet, limit));
  }

  /** Ends a run that is queued or under way; a finished one stays as it is. */
  public Optional<EvaluationRun> cancel(int tenantId, UUID id) {
    var key = new EvaluationKey(tenantId, id);
    return database.write(
        handle -> {
          runs.end(handle, key, State.CANCELLED, null, clock.instant());
          return runs.find(handle, key);
        });
  }

  /**
   * A run's questions, in the order of the golden set; or those that have a metric in another run
   * too, what got worst first. Empty if there is no such run.
   *
   * @param than the other run; null for the order of the golden set
   * @param cursor where the page before ended; null for the first page
   * @param limit questions on a page, 1 to {@link #LIMIT_MAX}
   * @throws InvalidCursor if no page has given that cursor
   * @throws EvaluationRefused if the other run can't be held against this one
   */
  public Optional<ResultPage> questions(
      int tenantId,
      UUID id,
      @Nullable UUID than,
      String metric,
      @Nullable String cursor,
      int limit) {
    if (limit < 1 || limit > LIMIT_MAX) {
      throw new IllegalArgumentException("limit must lie between 1 and " + LIMIT_MAX);
    }
    ResultCursor after = cursor == null ? null : ResultCursor.decode(cursor);
    return find(tenantId, id)
        .map(
            run ->
                page(
                    than == null
                        ? inOrder(run, after, limit + 1)
                        : worst(run, comparable(run, than), metric, after, limit + 1),
                    limit));
  }

  private List<ResultPage.Entry> inOrder(
      EvaluationRun run, @Nullable ResultCursor after, int limit) {
    int number = after == null ? 0 : after.number();
    return database.read(handle -> results.after(handle, run.key(), number, limit)).stream()
        .map(result -> new ResultPage.Entry(result, null))
        .toList();
  }

  private List<ResultPage.Entry> worst(
      EvaluationRun run,
      EvaluationRun other,
      String metric,
      @Nullable ResultCursor after,
      int limit) {
    return database
        .read(handle -> results.worst(handle, run.key(), other.id(), metric, after, limit))
        .stream()
        .map(beside -> new ResultPage.Entry(beside.result(), beside.difference()))
        .toList();
  }

  private static ResultPage page(List<ResultPage.Entry> found, int limit) {
    if (found.size() <= limit) {
      return new ResultPage(found, null);
    }
    ResultPage.Entry last = found.get(limit - 1);
    Double difference = last.difference();
    return new ResultPage(
        found.subList(0, limit),
        new ResultCursor(difference == null ? 0 : difference, last.result().number()).encode());
  }

  /**
   * Two complete runs over one golden set, metric by metric. Empty if there is no such run.
   *
   * @throws EvaluationRefused if the other run can't be held against this one
   */
  public Optional<List<MetricDifference>> compare(int tenantId, UUID id, UUID other) {
    return find(tenantId, id)
        .map(
            run -> {
              EvaluationRun against = comparable(run, other);
              return CompareRuns.differences(run, all(run), against, all(against));
            });
  }

  /** A run's questions altogether, in the order of the golden set. */
  public List<EvaluationResult> all(EvaluationRun run) {
    return database.read(handle -> results.after(handle, run.key(), 0, run.questions()));
  }

  private EvaluationRun comparable(EvaluationRun run, UUID other) {
    EvaluationRun against =
        find(run.scope().tenantId(), other)
            .orElseThrow(
                () -> new EvaluationRefused(Fault.RUN, "There is no other run with that id."));
    if (!against.goldenSetId().equals(run.goldenSetId())) {
      throw new EvaluationRefused(
          Fault.RUN,
          "The runs asked the questions of different golden sets, '%s' and '%s'."
              .formatted(run.goldenSet(), against.goldenSet()));
    }
    for (EvaluationRun each : List.of(run, against)) {
      if (each.state() != State.COMPLETED) {
        throw new EvaluationRefused(
            Fault.STATE, "Run %s is not complete, so it has no metrics yet.".formatted(each.id()));
      }
    }
    return against;
  }

  /**
   * Names a complete run as the baseline of its golden set. Empty if there is no such run.
   *
   * @throws EvaluationRefused if the name is wrong, or the run is not complete
   */
  public Optional<EvaluationRun> setBaseline(int tenantId, String name, UUID id, String by) {
    GoldenSets.checkName(name);
    var key = new EvaluationKey(tenantId, id);
    return database.write(
        handle -> {
          runs.find(handle, key)
              .ifPresent(
                  run -> {
                    if (run.state() != State.COMPLETED) {
                      throw new EvaluationRefused(
                          Fault.STATE, "Only a complete run can be a baseline.");
                    }
                    runs.setBaseline(handle, run, name, by, clock.instant());
                  });
          return runs.find(handle, key);
        });
  }

  /** A golden set's baseline of that name; empty if it has none. */
  public Optional<EvaluationRun> baseline(int tenantId, UUID goldenSet, String name) {
    return database.read(handle -> runs.baseline(handle, tenantId, goldenSet, name));
  }
}
