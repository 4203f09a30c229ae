package dev.footnote.web.health;

import dev.footnote.embed.Embedder;
import dev.footnote.embed.EmbeddingUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether the embedding model turns a word into a vector of the right length. */
@Readiness
@ApplicationScoped
class EmbeddingModelCheck implements HealthCheck {
  private final Embedder embedder;

  EmbeddingModelCheck(Embedder embedder) {
    this.embedder = embedder;
  }

  @Override
  public HealthCheckResponse call() {
    var check = HealthCheckResponse.named("embedding model");
    check
        .withData("model", embedder.id().name())
        .withData("dimensions", embedder.id().dimensions())
        .withData("circuit", embedder.isLeftAlone() ? "open" : "closed");
    try {
      boolean fits = embedder.embedQuery("ready").length == embedder.id().dimensions();
      return check.status(fits).build();
    } catch (EmbeddingUnavailable e) {
      return check.down().withData("problem", "The model does not answer.").build();
    }
  }
}
