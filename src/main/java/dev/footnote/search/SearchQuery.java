package dev.footnote.search;

import org.jspecify.annotations.Nullable;

/**
 * A question to one collection.
 *
 * @param tenantId the asker's tenant
 * @param collection name of the collection, unique within the tenant
 * @param question natural language, not blank
 * @param k how many hits are wanted at most, 1 to 100
 * @param generation a complete generation to search; null for the live one
 */
public record SearchQuery(
    int tenantId,
    String collection,
    String question,
    int k,
    SearchFilter filter,
    @Nullable Integer generation) {

  /** A question to the live generation. */
  public SearchQuery(int tenantId, String collection, String question, int k, SearchFilter filter) {
    this(tenantId, collection, question, k, filter, null);
  }
}
