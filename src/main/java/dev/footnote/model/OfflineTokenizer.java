package dev.footnote.model;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * Reads a {@code tokenizer.json} with Hugging Face's own library, which is kept off the network.
 */
public final class OfflineTokenizer {

  private OfflineTokenizer() {}

  /**
   * A tokenizer in native memory; the caller frees it.
   *
   * @param options of the library, such as {@code truncation} and {@code padding}
   * @throws IOException if the stream can't be read
   * @throws RuntimeException if what it holds is no tokenizer
   */
  public static HuggingFaceTokenizer read(InputStream json, Map<String, String> options)
      throws IOException {
    // Otherwise the library reports its use from cloud machines, and downloads another build of
    // itself where it finds a graphics card.
    if (System.getProperty("ai.djl.offline") == null) {
      System.setProperty("ai.djl.offline", "true");
    }
    return HuggingFaceTokenizer.newInstance(json, options);
  }
}
