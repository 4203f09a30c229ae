package dev.footnote.embed;

import dev.footnote.embed.EmbeddingUnavailable.Remedy;
import dev.footnote.embed.Retry.Attempt;
import dev.footnote.embed.Retry.Failed;
import dev.footnote.model.CircuitBreaker;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * An embedding model behind an endpoint that speaks OpenAI's protocol. A call sends its batches one
 * after another from its caller's thread.
 */
final class OpenAiEmbedder implements Embedder {

  /**
   * @param endpoint the whole address, {@code /embeddings} included
   * @param requestDimensions whether the request names the dimensions
   * @param apiKey empty if the endpoint wants none
   * @param tokensMax the longest text in (estimated) tokens, prefix included
   * @param batchSizeMax the most texts in one request
   * @param timeout the longest wait for one answer
   * @param questionTimeout the same for a question, which is asked once
   * @param failuresMax failures in a row after which the endpoint is left alone
   * @param rest how long it is left alone
   */
  record Settings(
      URI endpoint,
      String model,
      int dimensions,
      boolean requestDimensions,
      String apiKey,
      Prefixes prefixes,
      int tokensMax,
      int batchSizeMax,
      Duration timeout,
      Duration questionTimeout,
      Retry retry,
      int failuresMax,
      Duration rest) {

    /** Without the key, so that it can't reach a log. */
    @Override
    public String toString() {
      return "%s at %s".formatted(model, endpoint);
    }
  }

  /** Somebody waits for an answer, and there is one without the model. */
  private static final Retry ONCE = new Retry(0, Duration.ofMillis(1), Duration.ofMillis(1));

  /**
   * More than any retry waits: whoever is refused gives up, and its document waits in the queue.
   */
  private static final Duration NOT_NOW = Duration.ofDays(1);

  private final Settings settings;
  private final EmbeddingModelId id;
  private final EmbeddingMeters meters;
  private final EmbeddingsEndpoint endpoint;
  private final CircuitBreaker breaker;
  private final BertTokenizer tokenizer = new BertTokenizer();
  private final TextLimit passageLimit;
  private final TextLimit queryLimit;

  OpenAiEmbedder(Settings settings, MeterRegistry registry) {
    this.settings = settings;
    this.id = settings.prefixes().identify(settings.model(), settings.dimensions());
    this.meters = new EmbeddingMeters(registry, id);
    this.passageLimit =
        TextLimit.of(settings.prefixes().passage(), settings.tokensMax(), tokenizer);
    this.queryLimit = TextLimit.of(settings.prefixes().query(), settings.tokensMax(), tokenizer);
    this.endpoint = new EmbeddingsEndpoint(settings);
    this.breaker = new CircuitBreaker(settings.failuresMax(), settings.rest(), System::nanoTime);
  }

  @Override
  public EmbeddingModelId id() {
    return id;
  }

  @Override
  public int tokensMax() {
    return passageLimit.tokensMax();
  }

  @Override
  public int countTokens(String text) {
    return tokenizer.count(text);
  }

  @Override
  public float[] embedQuery(String question) {
    int tokens = queryLimit.ids("The question", question).length;
    List<String> input = List.of(queryLimit.prefix() + question);
    return ONCE.run(
            () ->
                asked(
                    () ->
                        meters.question(
                            tokens, () -> endpoint.ask(input, settings.questionTimeout()))))
        .getFirst();
  }

  @Override
  public List<float[]> embedPassages(List<String> texts) {
    List<Passage> passages = new ArrayList<>(texts.size());
    for (String text : texts) {
      String name = "Passage %d of %d".formatted(passages.size() + 1, texts.size());
      int tokens = passageLimit.ids(name, text).length;
      passages.add(new Passage(passageLimit.prefix() + text, tokens));
    }
    List<float[]> vectors = new ArrayList<>(texts.size());
    for (int from = 0; from < passages.size(); from += settings.batchSizeMax()) {
      int to = Math.min(from + settings.batchSizeMax(), passages.size());
      vectors.addAll(embedBatch(passages.subList(from, to)));
    }
    return vectors;
  }

  /**
   * @param tokens an estimate
   */
  private record Passage(String input, int tokens) {}

  private List<float[]> embedBatch(List<Passage> batch) {
    List<String> input = batch.stream().map(Passage::input).toList();
    long tokens = batch.stream().mapToLong(Passage::tokens).sum();
    return settings
        .retry()
        .run(
            () ->
                asked(
                    () ->
                        meters.passages(
                            batch.size(), tokens, () -> endpoint.ask(input, settings.timeout()))));
  }

  private Attempt<List<float[]>> asked(Supplier<Attempt<List<float[]>>> request) {
    return breaker.ask(request, Attempt::failedForNow, this::leftAlone);
  }

  private Attempt<List<float[]>> leftAlone() {
    return new Failed<>(
        new EmbeddingUnavailable(
            Remedy.RETRY_LATER,
            "The embedding endpoint %s %s.".formatted(settings.endpoint(), breaker.reason())),
        NOT_NOW);
  }

  @Override
  public boolean isLeftAlone() {
    return breaker.isOpen();
  }

  @Override
  public int passagesAtOnce() {
    return settings.batchSizeMax();
  }

  @Override
  public long passagesEmbedded() {
    return meters.passagesAsked();
  }

  @Override
  public void close() {
    endpoint.close();
    tokenizer.close();
  }
}
