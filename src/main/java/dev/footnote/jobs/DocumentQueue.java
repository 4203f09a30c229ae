package dev.footnote.jobs;

import dev.footnote.document.DocumentKey;
import dev.footnote.document.DocumentRepository;
import dev.footnote.store.Database;
import dev.footnote.store.Scope;
import jakarta.enterprise.context.ApplicationScoped;
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
  private final JobScheduler scheduler;
  private final JobsConfig config;

  DocumentQueue(
      Database database, DocumentRepository documents, JobScheduler scheduler, JobsConfig config) {
    this.database = database;
    this.documents = documents;
    this.scheduler = scheduler;
    this.config = config;
  }

  /**
   * Notes that the documents may have changed, and queues the work; a burst for one document is one
   * task.
   */
  public void notice(Scope scope, Collection<UUID> ids) {
    if (ids.isEmpty()) {
      return;
    }
    database.change(handle -> documents.notice(handle, scope, ids));
    ids.forEach(id -> scheduler.enqueue(new DocumentKey(scope, id)));
  }

  /**
   * Queues the work of documents that have some due and no task, and says how many have work due.
   */
  public int sweep() {
    List<DocumentKey> due = database.read(handle -> documents.due(handle, config.sweepMax()));
    due.forEach(scheduler::enqueue);
    return due.size();
  }
}
