package dev.footnote.index;

import dev.footnote.embed.Embedder;
import dev.footnote.embed.EmbeddingUnavailable;
import dev.footnote.jobs.DocumentQueue;
import dev.footnote.jobs.Regularly;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.logging.Logger;

/**
 * The end of an outage of the embedding model: tries it while it is left alone, and once it answers
 * puts the documents that wait for it back to work, however long they would have waited.
 */
@ApplicationScoped
class ResumeAfterOutage {
  private static final Logger LOG = Logger.getLogger(ResumeAfterOutage.class.getName());

  private static final Duration EVERY = Duration.ofSeconds(5);

  private final Embedder embedder;
  private final DocumentQueue queue;
  private final Regularly regularly;
  private boolean outage;

  ResumeAfterOutage(Embedder embedder, DocumentQueue queue, Regularly regularly) {
    this.embedder = embedder;
    this.queue = queue;
    this.regularly = regularly;
  }

  void start(@Observes StartupEvent event) {
    regularly.run("the look at the embedding model", EVERY, this::check);
  }

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
