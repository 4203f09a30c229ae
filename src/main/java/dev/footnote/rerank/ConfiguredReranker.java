package dev.footnote.rerank;

import dev.footnote.rerank.RerankUnavailable.Remedy;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The reranker that the configuration names, if any, and how it is doing. The log says when it
 * begins to fail, why, and when it answers again.
 */
@ApplicationScoped
@Startup
public class ConfiguredReranker {
  private static final Logger LOG = Logger.getLogger(ConfiguredReranker.class.getName());

  private final @Nullable Reranker reranker;
  private final int top;
  private final MeterRegistry registry;
  private final AtomicBoolean failing = new AtomicBoolean();

  /**
   * Makes it, ready for the first question.
   *
   * @throws IllegalArgumentException if the configuration contradicts itself or lacks something, or
   *     a file holds something else; the message names the setting and what to do
   */
  ConfiguredReranker(RerankConfig config, MeterRegistry registry) {
    this.reranker = new RerankSettings(config).create().orElse(null);
    this.top = config.top();
    this.registry = registry;
  }

  /** The model's name; empty if nothing is reranked. */
  public Optional<String> model() {
    return Optional.ofNullable(reranker).map(Reranker::model);
  }

  /** Whether another machine, or a service that bills, is asked. */
  public boolean asksEndpoint() {
    return reranker instanceof EndpointReranker;
  }

  /** How many passages are reranked, if any are. */
  public int top() {
    return top;
  }

  /** Whether the last question that came to it got no scores. */
  public boolean isFailing() {
    return failing.get();
  }

  /** Whether it failed so often that it is left alone for a while. */
  public boolean isLeftAlone() {
    return reranker != null && reranker.isLeftAlone();
  }

  /**
   * As {@link Reranker#score}.
   *
   * @throws IllegalStateException if none is configured
   */
  public List<Double> score(String question, List<String> passages) {
    if (reranker == null) {
      throw new IllegalStateException("No reranker is configured.");
    }
    try {
      List<Double> scores = reranker.score(question, passages);
      count("scored", passages.size());
      if (failing.compareAndSet(true, false)) {
        LOG.log(Level.INFO, "The reranker {0} answers again.", reranker.model());
      }
      return scores;
    } catch (RerankUnavailable unavailable) {
      if (unavailable.remedy() != Remedy.STOP) {
        count("failed", passages.size());
        if (failing.compareAndSet(false, true)) {
          LOG.log(
              Level.WARNING,
              "Hits stay in their order until the reranker answers. {0}",
              unavailable.getMessage());
        }
      }
      throw unavailable;
    }
  }

  private void count(String outcome, int passages) {
    Counter.builder("footnote.rerank.passages")
        .description("Passages that were given to the reranker")
        .tag("outcome", outcome)
        .register(registry)
        .increment(passages);
  }

  @PreDestroy
  void close() {
    if (reranker != null) {
      reranker.close();
    }
  }
}
