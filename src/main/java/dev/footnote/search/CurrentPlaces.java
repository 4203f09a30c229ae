package dev.footnote.search;

import dev.footnote.document.DocumentCollection;
import java.util.List;
import org.jdbi.v3.core.statement.Query;

/** What stands where now: chunks of the live generation in the current versions of documents. */
record CurrentPlaces() implements Places {
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

  private static final String VERSION =
      """
      document d
        JOIN document_version v
          ON v.tenant_id = d.tenant_id AND v.collection_id = d.collection_id
         AND v.document_id = d.id AND v.number = d.current_version
        WHERE d.tenant_id = :tenant AND d.collection_id = :collection AND d.id = %s
      """;

  private static final String URI =
      """
      SELECT uri FROM document
        WHERE tenant_id = :tenant AND collection_id = :collection AND id = %s
        OFFSET 0
      """;

  private static final String COUNTED =
      """
      term_statistics s
        ON s.tenant_id = :tenant AND s.collection_id = :collection
       AND s.generation_id = :generation AND s.term = ANY (%s) AND s.passages > 0
      """;

  private static final String COUNT =
      """
      SELECT passages FROM term_statistics
        WHERE tenant_id = :tenant AND collection_id = :collection
          AND generation_id = :generation AND term = %s
      """;

  @Override
  public List<String> tables() {
    return List.of("passage");
  }

  @Override
  public boolean mayLeaveOut(DocumentCondition condition) {
    return !condition.isEmpty();
  }

  @Override
  public String passages() {
    return "passage";
  }

  @Override
  public String maybeShown() {
    return "true";
  }

  @Override
  public String maybeShownByTerms() {
    return "true";
  }

  @Override
  public String where(DocumentCondition condition) {
    return condition.isEmpty() ? CURRENT : CURRENT + PASSING_DOCUMENT.formatted(condition.sql());
  }

  @Override
  public String from(DocumentCondition condition) {
    return condition.isEmpty()
        ? "chunk c WHERE " + CURRENT
        : PLACES_OF_PASSING_DOCUMENTS.formatted(CURRENT, condition.sql());
  }

  @Override
  public String versionOf(String documentId) {
    return VERSION.formatted(documentId);
  }

  @Override
  public String uriOf(String documentId) {
    return URI.formatted(documentId);
  }

  @Override
  public String counted(String terms) {
    return COUNTED.formatted(terms);
  }

  @Override
  public String count(String term) {
    return COUNT.formatted(term);
  }

  @Override
  public Query bind(Query query, DocumentCollection collection) {
    return query
        .bind("tenant", collection.scope().tenantId())
        .bind("collection", collection.scope().collectionId())
        .bind("generation", collection.live().id());
  }
}
