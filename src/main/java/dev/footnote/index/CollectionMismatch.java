package dev.footnote.index;

import dev.footnote.document.GenerationSettings;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * A collection was built in another way than this service is configured to index and ask. As a
 * configuration error it ends the start with its message alone.
 */
public final class CollectionMismatch extends ConfigurationException {
  private static final long serialVersionUID = 1;

  private CollectionMismatch(String message) {
    super(message);
  }

  static CollectionMismatch ofLive(
      String name, GenerationSettings built, GenerationSettings configured) {
    return new CollectionMismatch(
        ("The collection '%s' was built with %s, but this service is configured for %s. Nothing was changed. Go back to"
                + " the configuration it was built with, or name that model under footnote.embedding.models; then start"
                + " a new generation for the other one (docs/operations.md).")
            .formatted(name, words(built), words(configured)));
  }

  static CollectionMismatch ofOther(String name, int generation, GenerationSettings built) {
    return new CollectionMismatch(
        ("The collection '%s' keeps generation %d up to date, which is not live and was built with %s. This service is not"
                + " configured for that, so edits could not reach it. Nothing was changed. Configure its model, or"
                + " cancel the generation with the configuration before.")
            .formatted(name, generation, words(built)));
  }

  private static String words(GenerationSettings settings) {
    return "%s with %d dimensions (chunker %s, analyzer %s)"
        .formatted(
            settings.modelName(), settings.dimensions(), settings.chunker(), settings.analyzer());
  }
}
