package dev.footnote.search;

import org.jspecify.annotations.Nullable;

/**
 * A question to one collection.
 *
 * @param tenantId the asker's tenant
 * @param collection name of the collection, unique within the tenant
 * @param question natural language, not blank
 * @param k how many hits are wanted at most, 1 to 100
 * @param generation a complete generation to search; null for the one that is live at the moment
 * @param asOf the moment of the past to search; null for now
 */
public record SearchQuery(
    int tenantId,
    String collection,
    String question,
    int k,
    SearchFilter filter,
    @Nullable Integer generation,
    @Nullable AsOf asOf) {

  public SearchQuery {
    if (generation != null && asOf != null) {
      throw new IllegalArgumentException("A moment of the past says which generation is searched.");
    }
  }

  /** A question to the live generation. */
  public SearchQuery(int tenantId, String collection, String question, int k, SearchFilter filter) {
    this(tenantId, collection, question, k, filter, null, null);
  }

  /** A question to one generation. */
  public SearchQuery(
      int tenantId,
      String collection,
      String question,
      int k,
      SearchFilter filter,
      @Nullable Integer generation) {
    this(tenantId, collection, question, k, filter, generation, null);
  }

  /** The same question to the collection as it was. */
  public SearchQuery asOf(AsOf moment) {
    return new SearchQuery(tenantId, collection, question, k, filter, null, moment);
  }
}
