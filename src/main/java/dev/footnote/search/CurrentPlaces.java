package dev.footnote.search;

import dev.footnote.document.DocumentCollection;
import org.jdbi.v3.core.statement.Query;

/**
 * The places that a search may find, as SQL: chunks of the live generation in the current versions
 * of documents that pass a filter.
 */
final class CurrentPlaces {
  /** A chunk c that stands in the current version of a document. */
  private static final String CURRENT =
      """
      c.tenant_id = :tenant AND c.collection_id = :collection AND c.generation_id = :generation
        AND c.to_version IS NULL
      """;

  /** From passing documents to their places, never the other way round. */
  private static final String PLACES_OF_PASSING_DOCUMENTS =
      """
      (
          SELECT d.id
          FROM document d
          JOIN document_version v
            ON v.tenant_id = d.tenant_id AND v.collection_id = d.collection_id
           AND v.document_id = d.id AND v.number = d.current_version
          WHERE d.tenant_id = :tenant AND d.collection_id = :collection
            AND d.state = 'indexed' %2$s
          OFFSET 0) passing
        CROSS JOIN LATERAL (
          SELECT c.passage_id FROM chunk c WHERE c.document_id = passing.id AND %1$s OFFSET 0) c
      """;

  // OFFSET 0 keeps the planner from turning the look-up of a row into a join over all rows.
  private static final String PASSING_DOCUMENT =
      """
        AND EXISTS (
          SELECT
          FROM document d
          JOIN document_version v
            ON v.tenant_id = d.tenant_id AND v.collection_id = d.collection_id
           AND v.document_id = d.id AND v.number = d.current_version
          WHERE d.tenant_id = :tenant AND d.collection_id = :collection AND d.id = c.document_id
            AND d.state = 'indexed' %s
          OFFSET 0)
      """;

  private CurrentPlaces() {}

  /** A condition on one chunk c. */
  static String where(DocumentCondition condition) {
    return condition.isEmpty() ? CURRENT : CURRENT + PASSING_DOCUMENT.formatted(condition.sql());
  }

  /** Chunks c to select from: all that pass the filter. */
  static String from(DocumentCondition condition) {
    return condition.isEmpty()
        ? "chunk c WHERE " + CURRENT
        : PLACES_OF_PASSING_DOCUMENTS.formatted(CURRENT, condition.sql());
  }

  /** Binds what the fragments name. */
  static Query bind(Query query, DocumentCollection collection, DocumentCondition condition) {
    return condition.bind(
        query
            .bind("tenant", collection.scope().tenantId())
            .bind("collection", collection.scope().collectionId())
            .bind("generation", collection.live().id()));
  }
}
