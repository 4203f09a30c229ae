package dev.footnote.profile;

/** A collection already has as many profiles as it may have. */
public final class TooManyProfiles extends RuntimeException {
  private static final long serialVersionUID = 1;

  TooManyProfiles(String collection, int limit) {
    super(
        "'%s' has %d answer profiles already, which is the limit. Delete one that is no longer used first."
            .formatted(collection, limit));
  }
}
