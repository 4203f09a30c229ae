package dev.footnote.evaluation;

import dev.footnote.document.GenerationKey;
import dev.footnote.document.GenerationRepository;
import dev.footnote.evaluation.EvaluationRefused.Fault;
import dev.footnote.evaluation.EvaluationRun.Measured;
import dev.footnote.evaluation.EvaluationRun.State;
import dev.footnote.jobs.EvaluationKey;
import dev.footnote.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Sets how well evidence must fit before an answer is given, by what a run has measured. In one
 * collection everything resembles everything, in another nothing does, so no threshold suits all; a
 * golden set says which suits this one.
 */
@ApplicationScoped
public class CalibrateAbstention {
  /** Below it a share says nothing. */
  static final int QUESTIONS_MIN = 20;

  private final Database database;
  private final EvaluationRunRepository runs;
  private final EvaluationResultRepository results;
  private final GenerationRepository generations;

  CalibrateAbstention(
      Database database,
      EvaluationRunRepository runs,
      EvaluationResultRepository results,
      GenerationRepository generations) {
    this.database = database;
    this.runs = runs;
    this.results = results;
    this.generations = generations;
  }

  /**
   * A threshold and what it did to the run's questions.
   *
   * @param fitMin how well evidence must fit
   * @param answered share of the answerable questions that are answered
   * @param refusedWithoutDocuments share of them that are refused while the documents that answer
   *     them are kept out
   */
  public record Calibration(
      int generation, double fitMin, double answered, double refusedWithoutDocuments) {}

  /**
   * Takes the highest threshold at which at least this share of the run's answerable questions is
   * still answered, for the generation that the run has measured.
   *
   * @param answered 0.5 to 1
   * @return empty if there is no such run
   * @throws EvaluationRefused if the run has not measured it, or of too few questions
   */
  public Optional<Calibration> calibrate(int tenantId, UUID id, double answered) {
    return database.write(
        handle -> {
          Optional<EvaluationRun> found = runs.find(handle, new EvaluationKey(tenantId, id));
          found.ifPresent(
              run -> {
                if (run.state() != State.COMPLETED) {
                  throw new EvaluationRefused(Fault.STATE, "The run is not complete.");
                }
              });
          return found.map(
              run -> {
                Calibration calibration =
                    of(run, results.after(handle, run.key(), 0, run.questions()), answered);
                generations.setFitMin(
                    handle,
                    new GenerationKey(run.scope(), calibration.generation()),
                    calibration.fitMin());
                return calibration;
              });
        });
  }

  /** Goes back to what is configured; false if there is no such run, or it measured nothing. */
  public boolean reset(int tenantId, UUID id) {
    return database.write(
        handle ->
            runs.find(handle, new EvaluationKey(tenantId, id))
                .filter(run -> run.measured() != null)
                .map(
                    run -> {
                      Measured measured = run.measured();
                      return measured != null
                          && generations.setFitMin(
                              handle,
                              new GenerationKey(run.scope(), measured.generationId()),
                              null);
                    })
                .orElse(false));
  }

  private static Calibration of(
      EvaluationRun run, List<EvaluationResult> results, double answered) {
    double[] fits = values(results.stream().filter(EvaluationResult::answerable).toList(), "fit");
    double[] without = values(results, "fit_without_documents");
    Measured measured = run.measured();
    if (measured == null || fits.length < QUESTIONS_MIN || without.length < QUESTIONS_MIN) {
      throw new EvaluationRefused(
          Fault.STATE,
          "The run has measured how well evidence fits of %d answerable questions; %d are needed, with answers that no language model makes."
              .formatted(Math.min(fits.length, without.length), QUESTIONS_MIN));
    }
    double threshold = fits[(int) Math.floor(fits.length * (1 - answered) + 1e-9)];
    return new Calibration(
        measured.generationId(),
        threshold,
        share(fits.length - below(fits, threshold), fits.length),
        share(below(without, threshold), without.length));
  }

  private static double[] values(List<EvaluationResult> results, String metric) {
    return results.stream()
        .flatMap(result -> Optional.ofNullable(result.metrics().get(metric)).stream())
        .mapToDouble(Double::doubleValue)
        .sorted()
        .toArray();
  }

  private static int below(double[] values, double threshold) {
    int below = 0;
    for (double value : values) {
      below += value < threshold ? 1 : 0;
    }
    return below;
  }

  private static double share(int part, int whole) {
    return (double) part / whole;
  }
}
