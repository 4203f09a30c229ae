package dev.footnote.jobs;

import dev.footnote.document.GenerationKey;
import jakarta.enterprise.context.ApplicationScoped;

/** Where the filling of a generation becomes durable work: one task for each generation. */
@ApplicationScoped
public class GenerationQueue {
  private final JobScheduler scheduler;

  GenerationQueue(JobScheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** Queues the filling unless it is queued already. */
  public void enqueue(GenerationKey key) {
    scheduler.enqueue(key);
  }
}
