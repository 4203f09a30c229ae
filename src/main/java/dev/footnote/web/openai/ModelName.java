package dev.footnote.web.openai;

import org.jspecify.annotations.Nullable;

/**
 * What a client names as its model: a collection, and maybe one of its answer profiles.
 *
 * @param profile null for the collection's own
 */
record ModelName(String collection, @Nullable String profile) {

  /** {@code handbook} or {@code handbook/brief}. */
  static ModelName of(String model) {
    int slash = model.indexOf('/');
    return slash < 0
        ? new ModelName(model, null)
        : new ModelName(model.substring(0, slash), model.substring(slash + 1));
  }

  @Override
  public String toString() {
    return profile == null ? collection : collection + "/" + profile;
  }
}
