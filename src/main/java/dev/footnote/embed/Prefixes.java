package dev.footnote.embed;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What is put before texts, as the model was trained to expect.
 *
 * @param query before questions; may be empty
 * @param passage before passages; may be empty
 */
record Prefixes(String query, String passage) {

  /** The model's identity: another passage prefix makes other vectors. */
  EmbeddingModelId identify(String model, int dimensions) {
    return new EmbeddingModelId(
        passage.isEmpty() ? model : model + "+" + fingerprint(passage), dimensions);
  }

  private static String fingerprint(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
