package dev.footnote.document;

import dev.footnote.store.Scope;
import java.util.UUID;

/** Names one document across all tenants; its text form names the document's task. */
public record DocumentKey(Scope scope, UUID id) {
  /** {@code tenant/collection/document}. */
  @Override
  public String toString() {
    return scope.tenantId() + "/" + scope.collectionId() + "/" + id;
  }

  /** Reads what {@link #toString} wrote. */
  public static DocumentKey parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("Not a document's key: " + text);
    }
    return new DocumentKey(
        new Scope(Integer.parseInt(parts[0]), Integer.parseInt(parts[1])),
        UUID.fromString(parts[2]));
  }
}
