package dev.footnote.rerank;

import dev.footnote.rerank.PairTokenizer.Pair;
import dev.footnote.rerank.RerankUnavailable.Remedy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A cross-encoder inside this process. A thread for each core reads pairs; the passages of a
 * question wait for them behind those of the questions before, never longer than the time-out, so
 * that the queue holds no more than {@code top} pairs for each question under way.
 */
final class OnnxReranker implements Reranker {

  /**
   * @param network the network's file
   * @param tokenizer its {@code tokenizer.json}
   * @param name what the model is called; the file's name if empty
   * @param tokensMax the longest pair
   * @param timeout the longest wait for all scores of a question
   */
  record Settings(
      Path network, Path tokenizer, Optional<String> name, int tokensMax, Duration timeout) {}

  private final Settings settings;
  private final String model;
  private final PairTokenizer tokenizer;
  private final CrossEncoder network;
  private final ExecutorService threads;

  private OnnxReranker(
      Settings settings, String model, PairTokenizer tokenizer, CrossEncoder network) {
    this.settings = settings;
    this.model = model;
    this.tokenizer = tokenizer;
    this.network = network;
    this.threads =
        Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().daemon().name("footnote-rerank-", 1).factory());
  }

  /**
   * Loads and tries the model.
   *
   * @throws IllegalArgumentException if the files don't hold a cross-encoder and its tokenizer; the
   *     message names setting and file
   */
  static OnnxReranker load(Settings settings) {
    String name =
        settings.name().orElse(String.valueOf(settings.network().getFileName()))
            + "+"
            + fingerprint(settings.network());
    var tokenizer = new PairTokenizer(settings.tokenizer(), settings.tokensMax());
    CrossEncoder network;
    try {
      network = CrossEncoder.load(settings.network());
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
    var reranker = new OnnxReranker(settings, name, tokenizer, network);
    try {
      reranker.tryOut();
      return reranker;
    } catch (RuntimeException e) {
      reranker.close();
      throw e;
    }
  }

  /** Two files of the same name are told apart on the ledger. */
  private static String fingerprint(Path file) {
    try (InputStream bytes = Files.newInputStream(file)) {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(bytes, sha256).transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(sha256.digest(), 0, 4);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "%sonnx-model names %s, which can't be read.".formatted(RerankSettings.PREFIX, file), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  /** A short pair and one of the full length, so that a misfit is not left for a question. */
  private void tryOut() {
    for (String passage : List.of("a", "a ".repeat(settings.tokensMax()))) {
      Pair pair = tokenizer.pair("a", passage);
      try {
        network.score(pair);
      } catch (RerankUnavailable e) {
        throw CrossEncoder.unfit(
            settings.network(),
            "failed when it was tried out with %d tokens. Does it belong to the tokenizer %s, and read as many (%stokens-max)? %s"
                .formatted(
                    pair.ids().length, settings.tokenizer(), RerankSettings.PREFIX, e.getMessage()),
            e);
      }
    }
  }

  @Override
  public String model() {
    return model;
  }

  @Override
  public List<Double> score(String question, List<String> passages) {
    List<Callable<Double>> readings =
        passages.stream()
            .<Callable<Double>>map(
                passage -> () -> network.score(tokenizer.pair(question, passage)))
            .toList();
    try {
      return scores(
          threads.invokeAll(readings, settings.timeout().toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      throw RerankUnavailable.interrupted(e);
    }
  }

  private List<Double> scores(List<Future<Double>> readings) throws InterruptedException {
    long late = readings.stream().filter(Future::isCancelled).count();
    if (late > 0) {
      throw new RerankUnavailable(
          Remedy.RETRY_LATER,
          "The reranker %s read %d of %d passages within %d ms. Lower footnote.rerank.top, or raise footnote.rerank.timeout."
              .formatted(
                  model, readings.size() - late, readings.size(), settings.timeout().toMillis()));
    }
    List<Double> scores = new ArrayList<>(readings.size());
    for (Future<Double> reading : readings) {
      try {
        scores.add(reading.get());
      } catch (ExecutionException e) {
        throw unavailable(e);
      }
    }
    return scores;
  }

  private RerankUnavailable unavailable(ExecutionException failure) {
    return switch (failure.getCause()) {
      case RerankUnavailable u ->
          new RerankUnavailable(u.remedy(), String.valueOf(u.getMessage()), u);
      case Error error -> throw error;
      case null, default ->
          new RerankUnavailable(
              Remedy.RETRY_LATER,
              "The reranker %s failed on a passage: %s".formatted(model, failure.getCause()),
              failure);
    };
  }

  @Override
  public void close() {
    threads.shutdownNow();
    network.close();
    tokenizer.close();
  }
}
