package dev.footnote.answer;

/** A profile was named that the collection does not have. */
public final class UnknownProfile extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnknownProfile(String profile, String collection) {
    super("The collection '%s' has no answer profile named '%s'.".formatted(collection, profile));
  }
}
