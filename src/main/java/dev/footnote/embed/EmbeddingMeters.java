package dev.footnote.embed;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** What the model was asked for and how long it took: {@code footnote.embedding.*}. */
final class EmbeddingMeters {

  private final LongAdder passagesAsked = new LongAdder();
  private final Counter passages;
  private final Counter tokens;
  private final Timer query;
  private final Timer passage;

  EmbeddingMeters(MeterRegistry registry, EmbeddingModelId model) {
    passages =
        Counter.builder("footnote.embedding.passages")
            .description("Passages the model was asked for")
            .tag("model", model.toString())
            .register(registry);
    tokens =
        Counter.builder("footnote.embedding.tokens")
            .description("Tokens of questions and passages the model was asked for")
            .tag("model", model.toString())
            .register(registry);
    query = timer(registry, "query");
    passage = timer(registry, "passage");
  }

  private static Timer timer(MeterRegistry registry, String kind) {
    return Timer.builder("footnote.embedding.seconds")
        .description("Time of one call of the model: one text in process, one request otherwise")
        .tag("kind", kind)
        .register(registry);
  }

  long passagesAsked() {
    return passagesAsked.sum();
  }

  <T> T question(long tokenCount, Supplier<T> call) {
    tokens.increment(tokenCount);
    return timed(query, call);
  }

  <T> T passages(int count, long tokenCount, Supplier<T> call) {
    passagesAsked.add(count);
    passages.increment(count);
    tokens.increment(tokenCount);
    return timed(passage, call);
  }

  private static <T> T timed(Timer timer, Supplier<T> call) {
    Timer.Sample sample = Timer.start();
    try {
      return call.get();
    } finally {
      sample.stop(timer);
    }
  }
}
