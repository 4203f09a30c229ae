package dev.footnote.evaluation;

import dev.footnote.document.CollectionRepository;
import dev.footnote.document.GenerationKey;
import dev.footnote.document.GenerationState;
import dev.footnote.evaluation.EvaluationRun.State;
import dev.footnote.evaluation.GateRepository.Gate;
import dev.footnote.index.SwitchGate;
import dev.footnote.jobs.EvaluationKey;
import dev.footnote.jobs.EvaluationQueue;
import dev.footnote.profile.AnswerProfile;
import dev.footnote.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Lets a generation become live that is not worse than the live one on a golden set: both are asked
 * the same questions, and their searches compared.
 */
@ApplicationScoped
class GoldenSetGate implements SwitchGate {
  private static final String REQUESTED_BY = "gate of a generation";

  private final Database database;
  private final CollectionRepository collections;
  private final GoldenSetRepository sets;
  private final EvaluationRunRepository runs;
  private final EvaluationResultRepository results;
  private final GateRepository gates;
  private final EvaluationQueue queue;
  private final InstantSource clock;

  GoldenSetGate(
      Database database,
      CollectionRepository collections,
      GoldenSetRepository sets,
      EvaluationRunRepository runs,
      EvaluationResultRepository results,
      GateRepository gates,
      EvaluationQueue queue,
      InstantSource clock) {
    this.database = database;
    this.collections = collections;
    this.sets = sets;
    this.runs = runs;
    this.results = results;
    this.gates = gates;
    this.queue = queue;
    this.clock = clock;
  }

  @Override
  public Optional<String> attach(Handle handle, GenerationKey key, Condition condition) {
    Optional<GoldenSet> set =
        sets.find(handle, key.scope().tenantId(), condition.goldenSet())
            .filter(found -> found.scope().equals(key.scope()));
    if (set.isEmpty()) {
      return Optional.of("The collection has no golden set with that id.");
    }
    if (set.get().answerable() == 0) {
      return Optional.of(
          "The golden set has no answerable question, so it can't tell better from worse.");
    }
    gates.add(handle, key, condition.goldenSet(), condition.margin());
    return Optional.empty();
  }

  @Override
  public boolean isGated(GenerationKey key) {
    return database.read(handle -> gates.find(handle, key)).isPresent();
  }

  @Override
  public Verdict judge(GenerationState candidate) {
    Optional<Gate> gate = database.read(handle -> gates.find(handle, candidate.key()));
    if (gate.isEmpty()) {
      return new Verdict.Open();
    }
    UUID run = gate.get().run();
    UUID liveRun = gate.get().liveRun();
    if (run == null || liveRun == null) {
      return begin(candidate, gate.get());
    }
    int tenant = candidate.scope().tenantId();
    return database.read(
        handle ->
            runs.find(handle, new EvaluationKey(tenant, run))
                .flatMap(
                    mine ->
                        runs.find(handle, new EvaluationKey(tenant, liveRun))
                            .map(theirs -> verdict(handle, mine, theirs, gate.get().margin())))
                .orElseGet(GoldenSetGate::deleted));
  }

  private static Verdict deleted() {
    return new Verdict.Closed(
        "The golden set that should decide was deleted. Activate it yourself, or cancel it.");
  }

  /** Starts a run for both generations. */
  private Verdict begin(GenerationState candidate, Gate gate) {
    List<EvaluationKey> begun =
        database.write(
            handle -> {
              int tenant = candidate.scope().tenantId();
              Optional<GoldenSet> set = sets.find(handle, tenant, gate.goldenSet());
              if (set.isEmpty()) {
                return List.of();
              }
              int live = collections.find(handle, candidate.scope()).orElseThrow().live().id();
              UUID run = add(handle, set.get(), candidate.generation().id());
              UUID liveRun = add(handle, set.get(), live);
              gates.begin(handle, candidate.key(), run, liveRun);
              return List.of(new EvaluationKey(tenant, run), new EvaluationKey(tenant, liveRun));
            });
    begun.forEach(queue::enqueue);
    return begun.isEmpty() ? deleted() : new Verdict.Undecided();
  }

  private UUID add(Handle handle, GoldenSet set, int generation) {
    return runs.add(
        handle,
        set,
        "generation " + generation,
        false,
        AnswerProfile.DEFAULT,
        generation,
        REQUESTED_BY,
        clock.instant());
  }

  private Verdict verdict(Handle handle, EvaluationRun run, EvaluationRun live, double margin) {
    if (!run.state().finished() || !live.state().finished()) {
      return new Verdict.Undecided();
    }
    for (EvaluationRun each : List.of(run, live)) {
      int failed = each.counts().getOrDefault("failed", 0);
      if (each.state() != State.COMPLETED || failed > 0) {
        return new Verdict.Closed(
            "Run %s, which should decide, is %s with %d failed questions. Activate it yourself, or cancel it."
                .formatted(each.id(), each.state().name().toLowerCase(Locale.ROOT), failed));
      }
    }
    MetricDifference difference =
        CompareRuns.paired(Metrics.MAIN, all(handle, run), byId(all(handle, live)));
    return verdict(difference, run, margin);
  }

  private static Verdict verdict(
      @Nullable MetricDifference difference, EvaluationRun run, double margin) {
    if (difference == null) {
      return new Verdict.Closed("The runs have no question in common.");
    }
    return difference.isWorseByMoreThan(margin)
        ? new Verdict.Closed(
            String.format(
                Locale.ENGLISH,
                "Its nDCG@10 on '%s' is %.4f and that of the live one %.4f, which is worse by more than %s. See run %s.",
                run.goldenSet(),
                difference.value(),
                difference.other(),
                margin,
                run.id()))
        : new Verdict.Open();
  }

  private List<EvaluationResult> all(Handle handle, EvaluationRun run) {
    return results.after(handle, run.key(), 0, run.questions());
  }

  private static Map<String, EvaluationResult> byId(List<EvaluationResult> results) {
    return results.stream()
        .collect(Collectors.toMap(EvaluationResult::questionId, Function.identity()));
  }
}
