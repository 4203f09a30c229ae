package dev.footnote.audit;

import java.security.SecureRandom;

/** Sixteen random bytes of an entry, so that what it said can't be guessed from its hash. */
public final class Salt {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 16;

  private Salt() {}

  /** Another one. */
  public static byte[] fresh() {
    var salt = new byte[BYTES];
    RANDOM.nextBytes(salt);
    return salt;
  }
}
