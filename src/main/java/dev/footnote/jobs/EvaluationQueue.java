package dev.footnote.jobs;

import jakarta.enterprise.context.ApplicationScoped;

/** Where an evaluation run becomes durable work: one task for each run. */
@ApplicationScoped
public class EvaluationQueue {
  private final JobScheduler scheduler;

  EvaluationQueue(JobScheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** Queues the run unless it is queued already. */
  public void enqueue(EvaluationKey key) {
    scheduler.enqueue(key);
  }
}
