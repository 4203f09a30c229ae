package dev.footnote.document;

import dev.footnote.store.Scope;

/** Names one generation across all tenants; its text form names the generation's task. */
public record GenerationKey(Scope scope, int id) {
  /** {@code tenant/collection/generation}. */
  @Override
  public String toString() {
    return scope.tenantId() + "/" + scope.collectionId() + "/" + id;
  }

  /** Reads what {@link #toString} wrote. */
  public static GenerationKey parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("Not a generation's key: " + text);
    }
    return new GenerationKey(
        new Scope(Integer.parseInt(parts[0]), Integer.parseInt(parts[1])),
        Integer.parseInt(parts[2]));
  }
}
