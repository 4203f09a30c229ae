package dev.footnote.rerank;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.footnote.model.NativeLifetime;
import dev.footnote.model.OfflineTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Makes one text of question and passage, as a cross-encoder was trained to read them. Of a pair
 * that is too long, tokens are taken from the end of the longer of the two until it fits.
 */
final class PairTokenizer implements AutoCloseable {
  private final NativeLifetime lifetime = new NativeLifetime("The reranker's tokenizer");
  private final HuggingFaceTokenizer tokenizer;

  /**
   * @param file a {@code tokenizer.json}
   * @param tokensMax the longest pair, special tokens included
   * @throws IllegalArgumentException if the file holds no tokenizer
   */
  PairTokenizer(Path file, int tokensMax) {
    Map<String, String> options =
        Map.of(
            "truncation",
            "longest_first",
            "maxLength",
            Integer.toString(tokensMax),
            "padding",
            "false");
    try (InputStream json = Files.newInputStream(file)) {
      this.tokenizer = OfflineTokenizer.read(json, options);
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException(
          "%sonnx-tokenizer names %s, which can't be read as a tokenizer.json: %s"
              .formatted(RerankSettings.PREFIX, file, e.getMessage()),
          e);
    }
  }

  /**
   * A pair as numbers of tokens.
   *
   * @param types 0 for each token of the question, 1 for each of the passage
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed on to native memory, never compared.
  record Pair(long[] ids, long[] types) {}

  Pair pair(String question, String passage) {
    return lifetime.use(
        () -> {
          Encoding encoding = tokenizer.encode(question, passage, true, false);
          return new Pair(encoding.getIds(), encoding.getTypeIds());
        });
  }

  @Override
  public void close() {
    lifetime.end(tokenizer::close);
  }
}
