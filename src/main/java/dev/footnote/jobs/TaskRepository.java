package dev.footnote.jobs;

import dev.footnote.document.DocumentKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import org.jdbi.v3.core.Handle;

/** What the scheduler's own interface can't do with tasks that nobody has taken yet. */
@ApplicationScoped
class TaskRepository {
  /** When a task is due that is held back: never, in a form that every driver can read. */
  static final Instant HELD = Instant.parse("9999-01-01T00:00:00Z");

  /**
   * Mends what a process wrote whose clock was ahead: tasks that wait longer than any wait is, and
   * signs of life from the future, after which nobody would take the work of a dead worker.
   */
  void mendTimes(Handle handle, Instant now, Instant latest) {
    handle
        .createUpdate(
            """
            UPDATE scheduled_tasks SET execution_time = least(execution_time, :now), last_heartbeat = least(last_heartbeat, :now)
            WHERE (execution_time > :latest AND execution_time < :held) OR last_heartbeat > :latest
            """)
        .bind("now", now)
        .bind("latest", latest)
        .bind("held", HELD)
        .execute();
  }

  /** Makes the documents' tasks due now, and at least as urgent as this. */
  void raise(Handle handle, Collection<DocumentKey> documents, Urgency urgency, Instant now) {
    handle
        .createUpdate(
            """
            UPDATE scheduled_tasks
            SET priority = greatest(priority, :priority), execution_time = least(execution_time, :now)
            WHERE task_name = 'index-document' AND task_instance = ANY (:documents) AND NOT picked
              AND (priority < :priority OR execution_time > :now)
            """)
        .bind("priority", urgency.priority())
        .bind("now", now)
        .bindArray(
            "documents", String.class, documents.stream().map(DocumentKey::toString).toList())
        .execute();
  }

  /**
   * Holds back the tasks of the documents that a job waits for, except those that somebody has
   * edited and those that another job waits for.
   */
  void hold(Handle handle, ReindexJob job) {
    handle
        .createUpdate(
            """
            UPDATE scheduled_tasks t SET execution_time = :held
            FROM reindex_item i
            WHERE i.tenant_id = :tenant AND i.job_id = :job AND i.state = 'in_progress'
              AND t.task_name = 'index-document' AND NOT t.picked AND t.priority < :edit
              AND t.task_instance = i.tenant_id || '/' || i.collection_id || '/' || i.document_id
              AND NOT EXISTS (
                SELECT FROM reindex_item o JOIN reindex_job j ON j.tenant_id = o.tenant_id AND j.id = o.job_id
                WHERE o.tenant_id = i.tenant_id AND o.document_id = i.document_id AND o.job_id <> i.job_id
                  AND o.state = 'in_progress' AND j.paused_at IS NULL)
            """)
        .bind("held", HELD)
        .bind("edit", Urgency.EDIT.priority())
        .bind("tenant", job.scope().tenantId())
        .bind("job", job.id())
        .execute();
  }

  /** Makes due what the job has held back. */
  void release(Handle handle, ReindexJob job, Instant now) {
    handle
        .createUpdate(
            """
            UPDATE scheduled_tasks t SET execution_time = :now
            FROM reindex_item i
            WHERE i.tenant_id = :tenant AND i.job_id = :job AND i.state = 'in_progress'
              AND t.task_name = 'index-document' AND NOT t.picked AND t.execution_time = :held
              AND t.task_instance = i.tenant_id || '/' || i.collection_id || '/' || i.document_id
            """)
        .bind("held", HELD)
        .bind("now", now)
        .bind("tenant", job.scope().tenantId())
        .bind("job", job.id())
        .execute();
  }
}
