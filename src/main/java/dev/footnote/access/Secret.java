package dev.footnote.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Making keys, and the one-way form in which they are stored. */
final class Secret {
  /** Marks a key as Footnote's, for people and for scanners that look for leaked keys. */
  private static final String PREFIX = "fn_";

  private static final int RANDOM_BYTES = 32;

  private Secret() {}

  /** {@code fn_} and 256 random bits in base64url. */
  static String random(SecureRandom source) {
    byte[] bytes = new byte[RANDOM_BYTES];
    source.nextBytes(bytes);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * SHA-256 of the key. Enough for a key of 256 random bits, which nobody can find by trying; a
   * slow hash is for passwords.
   */
  static byte[] sha256(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
