package dev.footnote.index;

import dev.footnote.embed.Embedder;
import dev.footnote.embed.Embedders;
import dev.footnote.embed.EmbeddingModelId;
import dev.footnote.embed.EmbeddingUnavailable;
import dev.footnote.jobs.DocumentQueue;
import dev.footnote.jobs.Regularly;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.logging.Logger;

/**
 * The end of an outage of the embedding model: tries it while it is left alone, and once it answers
 * puts the documents that wait for it back to work, however long they would have waited.
 */
@ApplicationScoped
class ResumeAfterOutage {
  private static final Logger LOG = Logger.getLogger(ResumeAfterOutage.class.getName());

  private static final Duration EVERY = Duration.ofSeconds(5);

  private final Embedders embedders;
  private final DocumentQueue queue;
  private final Regularly regularly;
  private final Set<EmbeddingModelId> out = new HashSet<>();

  ResumeAfterOutage(Embedders embedders, DocumentQueue queue, Regularly regularly) {
    this.embedders = embedders;
    this.queue = queue;
    this.regularly = regularly;
  }

  void start(@Observes StartupEvent event) {
    regularly.run("the look at the embedding model", EVERY, this::check);
  }

  synchronized void check() {
    embedders.all().forEach(this::check);
  }

  private void check(Embedder embedder) {
    if (embedder.isLeftAlone()) {
      out.add(embedder.id());
      try {
        // Reaches the model only when it has rested.
        embedder.embedQuery("ready");
      } catch (EmbeddingUnavailable stillOut) {
        return;
      }
    }
    if (out.remove(embedder.id())) {
      LOG.info(
          "The embedding model %s answers again; %d documents that waited for a model go on"
              .formatted(
                  embedder.id().name(), queue.retryNow(IndexDocument.EMBEDDING_UNAVAILABLE)));
    }
  }
}
