package dev.footnote.web.health;

import dev.footnote.embed.Embedder;
import dev.footnote.embed.Embedders;
import dev.footnote.embed.EmbeddingUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Whether each embedding model turns a word into a vector of the right length. Without one,
 * questions are still answered, by their words alone, and new text waits. So the check says what is
 * wrong and stays up: down would take every node out of service for an endpoint that all share.
 */
@Readiness
@ApplicationScoped
class EmbeddingModelCheck implements HealthCheck {
  private final Embedders embedders;

  EmbeddingModelCheck(Embedders embedders) {
    this.embedders = embedders;
  }

  @Override
  public HealthCheckResponse call() {
    var check = HealthCheckResponse.named("embedding model");
    for (String name : embedders.names()) {
      Embedder embedder = embedders.named(name).orElseThrow();
      boolean answers = answers(embedder);
      check.withData(
          name,
          "%s, %d dimensions: %s"
              .formatted(
                  embedder.id().name(),
                  embedder.id().dimensions(),
                  answers
                      ? "answers"
                      : embedder.isLeftAlone()
                          ? "failed repeatedly and is left alone for a while; questions are answered by words alone"
                          : "does not answer; questions are answered by words alone"));
    }
    return check.up().build();
  }

  private static boolean answers(Embedder embedder) {
    try {
      return embedder.embedQuery("ready").length == embedder.id().dimensions();
    } catch (EmbeddingUnavailable e) {
      return false;
    }
  }
}
