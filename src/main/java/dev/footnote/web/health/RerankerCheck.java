package dev.footnote.web.health;

import dev.footnote.rerank.ConfiguredReranker;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Says whether a reranker is configured and how the last question fared with it; always up, since
 * hits don't need one. It is not asked here: an endpoint may count what it is asked.
 */
@Readiness
@ApplicationScoped
class RerankerCheck implements HealthCheck {
  private final ConfiguredReranker reranker;

  RerankerCheck(ConfiguredReranker reranker) {
    this.reranker = reranker;
  }

  @Override
  public HealthCheckResponse call() {
    var check = HealthCheckResponse.named("reranker").up();
    check.withData("configured", reranker.model().isPresent());
    reranker
        .model()
        .ifPresent(
            model -> {
              check.withData("model", model);
              check.withData("state", state());
            });
    return check.build();
  }

  private String state() {
    if (reranker.isLeftAlone()) {
      return "failed repeatedly and is left alone for a while; hits stay in the search's own order";
    }
    return reranker.isFailing()
        ? "did not answer the last question; its hits stayed in the search's own order"
        : "no failure at the last question";
  }
}
