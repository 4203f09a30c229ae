package dev.footnote.index;

import dev.footnote.embed.Embedder;
import dev.footnote.embed.EmbeddingUnavailable;
import dev.footnote.jobs.DocumentQueue;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.logging.Logger;

/**
 * The end of an outage of the embedding model: tries it while it is left alone, and once it answers
 * puts the documents that wait for it back to work, however long they would have waited.
 */
@ApplicationScoped
class ResumeAfterOutage {
  private static final Logger LOG = Logger.getLogger(ResumeAfterOutage.class.getName());

  private final Embedder embedder;
  private final DocumentQueue queue;
  private boolean outage;

  ResumeAfterOutage(Embedder embedder, DocumentQueue queue) {
    this.embedder = embedder;
    this.queue = queue;
  }

  @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void check() {
    if (embedder.isLeftAlone()) {
      outage = true;
      try {
        // Reaches the model only when it has rested.
        embedder.embedQuery("ready");
      } catch (EmbeddingUnavailable stillOut) {
        return;
      }
    }
    if (outage) {
      outage = false;
      LOG.info(
          "The embedding model answers again; %d documents that waited for it go on"
              .formatted(queue.retryNow(IndexDocument.EMBEDDING_UNAVAILABLE)));
    }
  }
}
