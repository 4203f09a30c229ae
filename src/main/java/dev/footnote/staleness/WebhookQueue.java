package dev.footnote.staleness;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.footnote.jobs.Regularly;
import dev.footnote.store.Database;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;

/**
 * Deliveries as durable tasks, one for each webhook, so that its events arrive in order. A
 * scheduler and a table of their own: a receiver that is slow keeps no document waiting.
 */
@ApplicationScoped
class WebhookQueue {
  private static final int DUE_MAX = 1_000;

  private final Database database;
  private final WebhookRepository webhooks;
  private final DeliverEvents deliver;
  private final Regularly regularly;
  private final WebhookConfig config;
  private final InstantSource clock;
  private final CustomTask<Void> task;
  private final Scheduler scheduler;

  WebhookQueue(
      DataSource dataSource,
      Database database,
      WebhookRepository webhooks,
      DeliverEvents deliver,
      Regularly regularly,
      WebhookConfig config,
      InstantSource clock) {
    this.database = database;
    this.webhooks = webhooks;
    this.deliver = deliver;
    this.regularly = regularly;
    this.config = config;
    this.clock = clock;
    this.task =
        Tasks.custom("deliver-events", Void.class)
            .onFailure(
                (done, next) -> next.reschedule(done, clock.instant().plus(config.retryFirst())))
            .onDeadExecutionRevive()
            .execute((instance, context) -> deliver(WebhookKey.parse(instance.getId())));
    this.scheduler =
        Scheduler.create(dataSource, task)
            .tableName("webhook_tasks")
            .threads(config.workers())
            .pollingInterval(config.every())
            .heartbeatInterval(Duration.ofSeconds(5))
            .missedHeartbeatsLimit(4)
            .enableImmediateExecution()
            .clock(clock::instant)
            .shutdownMaxWait(config.timeout())
            .build();
  }

  void start(@Observes @Priority(3000) StartupEvent event) {
    scheduler.start();
    regularly.run("the webhooks", config.every(), this::enqueueDue);
  }

  void stop(@Observes ShutdownEvent event) {
    scheduler.stop();
  }

  /** Queues each webhook that has something to be sent, unless it is there. */
  void enqueueDue() {
    database
        .read(handle -> webhooks.due(handle, DUE_MAX))
        .forEach(
            key ->
                scheduler.scheduleIfNotExists(
                    new TaskInstance.Builder<Void>(task.getName(), key.toString()).build(),
                    clock.instant()));
  }

  private CompletionHandler<Void> deliver(WebhookKey key) {
    return switch (deliver.deliver(key)) {
      case DeliverEvents.Outcome.Delivered() ->
          (done, next) -> next.reschedule(done, clock.instant());
      case DeliverEvents.Outcome.Failed(Duration after) ->
          (done, next) -> next.reschedule(done, clock.instant().plus(after));
      case DeliverEvents.Outcome.Done() -> (done, next) -> next.stop();
    };
  }
}
