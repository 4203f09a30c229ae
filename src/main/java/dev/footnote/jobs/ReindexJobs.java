package dev.footnote.jobs;

import dev.footnote.store.Database;
import dev.footnote.store.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an admin can do with reindex jobs. */
@ApplicationScoped
public class ReindexJobs {
  private final Database database;
  private final ReindexJobRepository jobs;
  private final TaskRepository tasks;
  private final JobScheduler scheduler;
  private final InstantSource clock;

  ReindexJobs(
      Database database,
      ReindexJobRepository jobs,
      TaskRepository tasks,
      JobScheduler scheduler,
      InstantSource clock) {
    this.database = database;
    this.jobs = jobs;
    this.tasks = tasks;
    this.scheduler = scheduler;
    this.clock = clock;
  }

  /**
   * Starts a job.
   *
   * @param idempotencyKey the caller's own name for this request: a second request with the same
   *     name in the same collection gets the first one's job; null for none
   */
  public ReindexJob start(
      Scope scope, ReindexRequest request, @Nullable String idempotencyKey, String requestedBy) {
    ReindexJob job =
        database.write(
            handle ->
                jobs.add(handle, scope, request, idempotencyKey, requestedBy, clock.instant()));
    if (!job.state().finished()) {
      scheduler.enqueue(job);
    }
    return job;
  }

  /** A tenant's job; empty if it has none of that id. */
  public Optional<ReindexJob> find(int tenantId, UUID id) {
    return database.read(handle -> jobs.find(handle, tenantId, id));
  }

  /** A tenant's newest jobs, newest first. */
  public List<ReindexJob> newest(int tenantId, int limit) {
    return database.read(handle -> jobs.newest(handle, tenantId, limit));
  }

  /**
   * Holds back what the job has not done yet; what somebody edits meanwhile is dealt with all the
   * same. A finished job stays as it is.
   */
  public Optional<ReindexJob> pause(int tenantId, UUID id) {
    return database.write(
        handle -> {
          jobs.find(handle, tenantId, id)
              .filter(job -> !job.state().finished() && !job.isPaused())
              .ifPresent(
                  job -> {
                    jobs.pause(handle, job, clock.instant());
                    tasks.hold(handle, job);
                  });
          return jobs.find(handle, tenantId, id);
        });
  }

  /** Goes on with a paused job; another one stays as it is. */
  public Optional<ReindexJob> resume(int tenantId, UUID id) {
    Optional<ReindexJob> resumed =
        database.write(
            handle -> {
              jobs.find(handle, tenantId, id)
                  .filter(ReindexJob::isPaused)
                  .ifPresent(
                      job -> {
                        jobs.pause(handle, job, null);
                        tasks.release(handle, job, clock.instant());
                      });
              return jobs.find(handle, tenantId, id);
            });
    scheduler.trigger();
    return resumed;
  }

  /**
   * Stops waiting for what the job has not done yet; what it has done stays. A finished job stays
   * as it is.
   */
  public Optional<ReindexJob> cancel(int tenantId, UUID id) {
    return database.write(
        handle -> {
          jobs.find(handle, tenantId, id)
              .filter(job -> !job.state().finished())
              .ifPresent(
                  job -> {
                    tasks.release(handle, job, clock.instant());
                    jobs.cancelItems(handle, job);
                    jobs.advance(handle, job, ReindexJob.State.CANCELLED, null, clock.instant());
                  });
          return jobs.find(handle, tenantId, id);
        });
  }
}
