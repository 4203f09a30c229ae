package dev.footnote.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footnote.fixtures.RerankEndpoint;
import dev.footnote.fixtures.RerankEndpoint.Fault;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConfiguredRerankerTest {
  private static final String KEY = "rk-very-secret";
  private static final Logger LOG = Logger.getLogger(ConfiguredReranker.class.getName());

  private final RerankEndpoint endpoint = RerankEndpoint.start();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final List<String> logged = new ArrayList<>();
  private final Handler listener =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          logged.add(line.getLevel() + " " + new SimpleFormatter().formatMessage(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    listener.setLevel(Level.ALL);
    LOG.addHandler(listener);
  }

  @AfterEach
  void stop() {
    LOG.removeHandler(listener);
    endpoint.close();
  }

  @Test
  void theLogSaysOnceThatItFailsAndWhyAndOnceThatItAnswersAgain() {
    var reranker =
        new ConfiguredReranker(
            RerankConfigTest.config(
                Map.of("base-url", endpoint.baseUrl(), "shape", "tei", "api-key", KEY)),
            registry);
    reranker.score("why?", List.of("a", "b"));
    assertThat(reranker.isFailing()).isFalse();
    endpoint.failNext(new Fault.Status(500, KEY), new Fault.Status(500, KEY));
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> reranker.score("why?", List.of("a", "b")))
          .isInstanceOf(RerankUnavailable.class);
      assertThat(reranker.isFailing()).isTrue();
    }
    reranker.score("why?", List.of("a", "b"));
    assertThat(reranker.isFailing()).isFalse();
    reranker.close();

    assertThat(logged).hasSize(2);
    assertThat(logged.getFirst()).contains("WARN").contains("status 500").doesNotContain(KEY);
    assertThat(logged.getLast()).contains("INFO").contains("answers again");
    assertThat(passages("scored")).isEqualTo(4);
    assertThat(passages("failed")).isEqualTo(4);
  }

  private double passages(String outcome) {
    return registry.get("footnote.rerank.passages").tag("outcome", outcome).counter().count();
  }
}
