package dev.footnote.evaluation;

import dev.footnote.jobs.EvaluationQueue;
import dev.footnote.jobs.Regularly;
import dev.footnote.store.Database;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Queues again the runs whose task was lost between their start and their queueing. */
@ApplicationScoped
class TendEvaluations {
  private final Database database;
  private final EvaluationRunRepository runs;
  private final EvaluationQueue queue;
  private final Regularly regularly;
  private final EvaluationConfig config;

  TendEvaluations(
      Database database,
      EvaluationRunRepository runs,
      EvaluationQueue queue,
      Regularly regularly,
      EvaluationConfig config) {
    this.database = database;
    this.runs = runs;
    this.queue = queue;
    this.regularly = regularly;
    this.config = config;
  }

  void start(@Observes StartupEvent event) {
    regularly.run("looking after evaluations", config.tendEvery(), this::tend);
  }

  /** One round; safe on several nodes at once. */
  void tend() {
    database.read(runs::unfinished).forEach(queue::enqueue);
  }
}
