package dev.footnote.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.footnote.document.DocumentKey;
import dev.footnote.document.DocumentLeases;
import dev.footnote.document.GenerationKey;
import dev.footnote.store.Database;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * The durable queue: db-scheduler on one table, with leases kept by heartbeats. A document has one
 * task at most, so a burst of changes is one piece of work.
 */
@ApplicationScoped
class JobScheduler {
  private static final Logger LOG = Logger.getLogger(JobScheduler.class.getName());

  private static final int ADD_TRIES = 5;

  private final Database database;
  private final DocumentLeases leases;
  private final ReindexJobRepository jobs;
  private final TaskRepository tasks;
  private final DocumentTask documentTask;
  private final ReindexTask reindexTask;
  private final GenerationTask generationTask;
  private final EvaluationTask evaluationTask;
  private final JobsConfig config;
  private final InstantSource clock;
  private final CustomTask<Void> indexDocument;
  private final CustomTask<Void> reindex;
  private final CustomTask<Void> fillGeneration;
  private final CustomTask<Void> evaluate;
  private final Scheduler scheduler;

  JobScheduler(
      DataSource dataSource,
      Database database,
      DocumentLeases leases,
      ReindexJobRepository jobs,
      TaskRepository tasks,
      DocumentTask documentTask,
      ReindexTask reindexTask,
      GenerationTask generationTask,
      EvaluationTask evaluationTask,
      JobsConfig config,
      InstantSource clock) {
    this.database = database;
    this.leases = leases;
    this.jobs = jobs;
    this.tasks = tasks;
    this.documentTask = documentTask;
    this.reindexTask = reindexTask;
    this.generationTask = generationTask;
    this.evaluationTask = evaluationTask;
    this.config = config;
    this.clock = clock;
    this.indexDocument =
        Tasks.custom("index-document", Void.class)
            .defaultPriority(Urgency.SCAN.priority())
            .onFailure(
                (done, next) ->
                    next.reschedule(done, retryAt(done.getExecution().consecutiveFailures)))
            .onDeadExecutionRevive()
            .execute((task, context) -> indexDocument(DocumentKey.parse(task.getId())));
    this.reindex =
        Tasks.custom("reindex", Void.class)
            .defaultPriority(Urgency.SCAN.priority())
            .onFailure(
                (done, next) ->
                    next.reschedule(done, retryAt(done.getExecution().consecutiveFailures)))
            .onDeadExecutionRevive()
            .execute((task, context) -> reindex(task.getId()));
    this.fillGeneration =
        Tasks.custom("fill-generation", Void.class)
            .defaultPriority(0)
            .onFailure(
                (done, next) ->
                    next.reschedule(done, retryAt(done.getExecution().consecutiveFailures)))
            .onDeadExecutionRevive()
            .execute(
                (task, context) ->
                    fillGeneration(
                        GenerationKey.parse(task.getId()),
                        () -> context.getSchedulerState().isShuttingDown()));
    this.evaluate =
        Tasks.custom("evaluate", Void.class)
            .defaultPriority(0)
            .onFailure(
                (done, next) ->
                    next.reschedule(done, retryAt(done.getExecution().consecutiveFailures)))
            .onDeadExecutionRevive()
            .execute(
                (task, context) ->
                    evaluate(
                        EvaluationKey.parse(task.getId()),
                        () -> context.getSchedulerState().isShuttingDown()));
    this.scheduler =
        Scheduler.create(dataSource, indexDocument, reindex, fillGeneration, evaluate)
            // One more, so that a generation that is filled, or an evaluation, takes no worker from
            // documents.
            .threads(config.workers() + 1)
            // Takes no task before a worker is free for it, so that an edit waits for one document
            // at most. A new one is taken as soon as a worker is free.
            .pollUsingLockAndFetch(0.99, 1.0)
            .pollingInterval(config.pollEvery())
            .heartbeatInterval(config.heartbeatEvery())
            .missedHeartbeatsLimit(4)
            .enableImmediateExecution()
            .enablePriority()
            .clock(clock::instant)
            .shutdownMaxWait(config.stopWait())
            .build();
  }

  void start(@Observes @Priority(30) StartupEvent event) {
    scheduler.start();
  }

  void stop(@Observes ShutdownEvent event) {
    scheduler.stop();
  }

  /**
   * Puts the documents' tasks on the queue; those that are there become at least as urgent, and due
   * now.
   */
  void enqueue(Collection<DocumentKey> keys, Urgency urgency) {
    Instant now = clock.instant();
    var there = new ArrayList<DocumentKey>();
    for (DocumentKey key : keys) {
      if (!add(key, urgency, now)) {
        there.add(key);
      }
    }
    if (!there.isEmpty()) {
      database.change(handle -> tasks.raise(handle, there, urgency, now));
      scheduler.triggerCheckForDueExecutions();
    }
  }

  /** Puts the document's task on the queue unless it is there, where it stays as it is. */
  void enqueueIfLost(DocumentKey key) {
    add(key, Urgency.SCAN, clock.instant());
  }

  /** Puts the documents' tasks on the queue, held back; those that are there stay as they are. */
  void enqueueHeld(Collection<DocumentKey> keys) {
    keys.forEach(key -> add(key, Urgency.BULK, TaskRepository.HELD));
  }

  private boolean add(DocumentKey key, Urgency urgency, Instant due) {
    TaskInstance<Void> task =
        new TaskInstance.Builder<Void>(indexDocument.getName(), key.toString())
            .priority(urgency.priority())
            .build();
    for (int tries = 1; ; tries++) {
      try {
        return client().scheduleIfNotExists(task, due);
      } catch (TaskInstanceException endedMeanwhile) {
        // The task that was in the way was gone when db-scheduler looked which one it was.
        if (tries == ADD_TRIES) {
          throw endedMeanwhile;
        }
      }
    }
  }

  /** Looks for tasks that became due by other ways than the scheduler's own. */
  void trigger() {
    scheduler.triggerCheckForDueExecutions();
  }

  /** Puts the job's look at the sources on the queue unless it is there. */
  void enqueue(ReindexJob job) {
    client()
        .scheduleIfNotExists(
            new TaskInstance.Builder<Void>(reindex.getName(), job.key())
                .priority(reindex.getDefaultPriority())
                .build(),
            clock.instant());
  }

  /** Puts the filling of a generation on the queue unless it is there. */
  void enqueue(GenerationKey key) {
    client()
        .scheduleIfNotExists(
            new TaskInstance.Builder<Void>(fillGeneration.getName(), key.toString())
                .priority(fillGeneration.getDefaultPriority())
                .build(),
            clock.instant());
  }

  /** Puts an evaluation run on the queue unless it is there. */
  void enqueue(EvaluationKey key) {
    client()
        .scheduleIfNotExists(
            new TaskInstance.Builder<Void>(evaluate.getName(), key.toString())
                .priority(evaluate.getDefaultPriority())
                .build(),
            clock.instant());
  }

  private SchedulerClient client() {
    return scheduler;
  }

  private CompletionHandler<Void> indexDocument(DocumentKey key) {
    return switch (documentTask.work(key)) {
      case DocumentTask.Next.Retry(Duration after) ->
          (done, next) -> {
            next.reschedule(done, clock.instant().plus(after));
            if (after.compareTo(config.pollEvery()) < 0) {
              CompletableFuture.delayedExecutor(after.toMillis(), TimeUnit.MILLISECONDS)
                  .execute(this::trigger);
            }
          };
      case DocumentTask.Next.Done() ->
          (done, next) -> {
            next.stop();
            // Whoever noticed a change before the task went could not add another; who notices one
            // from now on can.
            if (database.read(handle -> leases.isDue(handle, key))) {
              enqueue(List.of(key), Urgency.EDIT);
            }
          };
    };
  }

  private CompletionHandler<Void> fillGeneration(GenerationKey key, BooleanSupplier stopping) {
    return switch (generationTask.fill(key, stopping)) {
      case GenerationTask.Next.Again(Duration after) ->
          (done, next) -> next.reschedule(done, clock.instant().plus(after));
      case GenerationTask.Next.Done() -> (done, next) -> next.stop();
    };
  }

  private CompletionHandler<Void> evaluate(EvaluationKey key, BooleanSupplier stopping) {
    return switch (evaluationTask.ask(key, stopping)) {
      case EvaluationTask.Next.Again(Duration after) ->
          (done, next) -> next.reschedule(done, clock.instant().plus(after));
      case EvaluationTask.Next.Done() -> (done, next) -> next.stop();
    };
  }

  private CompletionHandler<Void> reindex(String key) {
    database
        .read(handle -> jobs.find(handle, key))
        .filter(job -> !job.state().finished())
        .ifPresent(reindexTask::run);
    return (done, next) -> next.stop();
  }

  /** Doubles from one second to the limit, with a fifth of jitter so that tries spread out. */
  private Instant retryAt(int failures) {
    long seconds = Math.min(1L << Math.min(failures, 20), config.retryMax().toSeconds());
    LOG.log(Level.FINE, "Trying again in about {0} s", seconds);
    return clock
        .instant()
        .plusMillis(seconds * 1000 + ThreadLocalRandom.current().nextLong(seconds * 200 + 1));
  }
}
