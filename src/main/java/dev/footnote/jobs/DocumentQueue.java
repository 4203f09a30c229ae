package dev.footnote.jobs;

import dev.footnote.document.DocumentKey;
import dev.footnote.document.DocumentLeases;
import dev.footnote.document.DocumentRepository;
import dev.footnote.store.Database;
import dev.footnote.store.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Where noticed changes become durable work. A change is first counted on its document and then
 * queued: if the process dies between the two, the sweep finds a document with more noticed than
 * handled.
 */
@ApplicationScoped
public class DocumentQueue {
  private final Database database;
  private final DocumentRepository documents;
  private final DocumentLeases leases;
  private final ReindexJobRepository jobs;
  private final TaskRepository tasks;
  private final JobScheduler scheduler;
  private final JobsConfig config;
  private final InstantSource clock;

  DocumentQueue(
      Database database,
      DocumentRepository documents,
      DocumentLeases leases,
      ReindexJobRepository jobs,
      TaskRepository tasks,
      JobScheduler scheduler,
      JobsConfig config,
      InstantSource clock) {
    this.database = database;
    this.documents = documents;
    this.leases = leases;
    this.jobs = jobs;
    this.tasks = tasks;
    this.scheduler = scheduler;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Notes that the documents may have changed, and queues the work; a burst for one document is one
   * task, as urgent as the most urgent of them. So the queue is never longer than there are
   * documents, which {@code footnote.source.files-max} bounds for each source.
   */
  public void notice(Scope scope, Collection<UUID> ids, Urgency urgency) {
    if (ids.isEmpty()) {
      return;
    }
    database.change(handle -> documents.notice(handle, scope, ids, clock.instant()));
    scheduler.enqueue(keys(scope, ids), urgency);
  }

  /** As {@link #notice} for a job's documents, which wait as long as the job is paused. */
  public void notice(ReindexJob job, Collection<UUID> ids) {
    database.change(handle -> documents.notice(handle, job.scope(), ids, clock.instant()));
    if (isPaused(job)) {
      scheduler.enqueueHeld(keys(job.scope(), ids));
      return;
    }
    scheduler.enqueue(keys(job.scope(), ids), Urgency.BULK);
    if (isPaused(job)) {
      // Paused meanwhile: whoever did it could not hold back what was not queued yet.
      database.change(handle -> tasks.hold(handle, job));
    }
  }

  private boolean isPaused(ReindexJob job) {
    return database
        .read(handle -> jobs.find(handle, job.scope().tenantId(), job.id()))
        .filter(ReindexJob::isPaused)
        .isPresent();
  }

  private static List<DocumentKey> keys(Scope scope, Collection<UUID> ids) {
    return ids.stream().map(id -> new DocumentKey(scope, id)).toList();
  }

  /**
   * Makes due now the documents that wait to be tried again because of a problem of this code, and
   * says how many they are; with more than one sweep queues, the others keep their own time.
   */
  public int retryNow(String problem) {
    List<DocumentKey> waiting =
        database.read(handle -> leases.dueBecauseOf(handle, problem, config.sweepMax()));
    scheduler.enqueue(waiting, Urgency.SCAN);
    return waiting.size();
  }

  /**
   * Queues the work of documents that have some due and no task, and says how many have work due.
   */
  public int sweep() {
    Instant now = clock.instant();
    Instant latest = now.plus(config.retryMax().multipliedBy(2));
    database.change(handle -> tasks.mendTimes(handle, now, latest));
    List<DocumentKey> due = database.read(handle -> leases.due(handle, config.sweepMax()));
    due.forEach(key -> scheduler.enqueueIfLost(key));
    return due.size();
  }
}
