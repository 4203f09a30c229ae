package dev.footnote.index;

import dev.footnote.document.GenerationSettings;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * A collection was built in another way than this service is configured to index and ask. As a
 * configuration error it ends the start with its message alone.
 */
public final class CollectionMismatch extends ConfigurationException {
  private static final long serialVersionUID = 1;

  CollectionMismatch(String name, GenerationSettings built, GenerationSettings configured) {
    super(
        ("The collection '%s' was built with %s, but this service is configured for %s. Nothing was changed. Either go back"
                + " to the configuration it was built with, or point the service at an empty database and let it index"
                + " your documents again.")
            .formatted(name, words(built), words(configured)));
  }

  private static String words(GenerationSettings settings) {
    return "%s with %d dimensions (chunker %s, analyzer %s)"
        .formatted(
            settings.modelName(), settings.dimensions(), settings.chunker(), settings.analyzer());
  }
}
