package dev.footnote.access;

/** A tenant already has as many valid keys as it may have. */
public final class TooManyKeys extends RuntimeException {
  private static final long serialVersionUID = 1;

  TooManyKeys(int limit) {
    super(
        "There are already "
            + limit
            + " valid API keys, which is the limit. Revoke one that is no longer used, then try"
            + " again.");
  }
}
