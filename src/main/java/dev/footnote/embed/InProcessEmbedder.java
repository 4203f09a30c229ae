package dev.footnote.embed;

import dev.footnote.embed.EmbeddingUnavailable.Remedy;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * bge-small-en-v1.5 inside this process. Passages are read one at a time by a fixed number of
 * threads; a question is read on its caller's thread at once, never in the passages' queue.
 */
final class InProcessEmbedder implements Embedder {

  /**
   * @param tokensMax the longest text in tokens, prefix included; 1 to 510
   * @param threads how many passages are read at once, and how many questions; at least 1
   * @param timeout the longest wait of a question while others are read
   */
  record Settings(Prefixes prefixes, int tokensMax, int threads, Duration timeout) {}

  private final EmbeddingModelId id;
  private final EmbeddingMeters meters;
  private final Duration timeout;
  private final BertTokenizer tokenizer = new BertTokenizer();
  private final BgeSmall model;
  private final TextLimit passageLimit;
  private final TextLimit queryLimit;
  private final PassageWorkers workers;
  private final Semaphore questions;

  InProcessEmbedder(Settings settings, MeterRegistry registry) {
    Prefixes prefixes = settings.prefixes();
    id = prefixes.identify(BgeSmall.NAME, BgeSmall.DIMENSIONS);
    meters = new EmbeddingMeters(registry, id);
    timeout = settings.timeout();
    passageLimit = TextLimit.of(prefixes.passage(), settings.tokensMax(), tokenizer);
    queryLimit = TextLimit.of(prefixes.query(), settings.tokensMax(), tokenizer);
    model = new BgeSmall(settings.threads());
    workers = new PassageWorkers(settings.threads());
    questions = new Semaphore(settings.threads(), true);
    warmUp();
  }

  /** The first run allocates memory, which the first question should not wait for. */
  private void warmUp() {
    model.embed(tokenizer.ids("The first text that the model reads takes longer than others."));
  }

  @Override
  public EmbeddingModelId id() {
    return id;
  }

  @Override
  public boolean reads(String language) {
    return BgeSmall.LANGUAGE.equals(language);
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
    long[] ids = queryLimit.ids("The question", question);
    try {
      if (!questions.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new EmbeddingUnavailable(
            Remedy.RETRY_LATER,
            "The question waited %d ms while the embedding model read other questions. Ask again."
                .formatted(timeout.toMillis()));
      }
    } catch (InterruptedException e) {
      throw EmbeddingUnavailable.interrupted(e);
    }
    try {
      return meters.question(ids.length, () -> model.embed(ids));
    } finally {
      questions.release();
    }
  }

  @Override
  public List<float[]> embedPassages(List<String> texts) {
    List<long[]> ids = new ArrayList<>(texts.size());
    for (String text : texts) {
      ids.add(passageLimit.ids("Passage %d of %d".formatted(ids.size() + 1, texts.size()), text));
    }
    if (ids.isEmpty()) {
      return List.of();
    }
    return workers.embedAll(ids.size(), i -> embedPassage(ids.get(i)));
  }

  private float[] embedPassage(long[] ids) {
    return meters.passages(1, ids.length, () -> model.embed(ids));
  }

  @Override
  public int passagesAtOnce() {
    return 1;
  }

  @Override
  public long passagesEmbedded() {
    return meters.passagesAsked();
  }

  @Override
  public void close() {
    workers.close();
    model.close();
    tokenizer.close();
  }
}
