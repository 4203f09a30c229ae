package dev.footnote.search;

import dev.footnote.document.DocumentCollection;
import java.util.List;
import org.jdbi.v3.core.statement.Query;

/**
 * What stood where at a moment that is over. A version holds from its watermark until the next; a
 * chunk, from the version that brought it until the one that did not have it any more. Names and
 * counts are read from undo logs: what the first change after the moment replaced.
 *
 * @param watermark the moment: after so many changes
 */
record PastPlaces(long watermark) implements Places {
  /** The version v that document %s had, if it had one. */
  private static final String VERSION =
      """
      (SELECT * FROM (
          SELECT number, title, format, metadata, content_sha256, file_modified_ns, valid_from, watermark_to
          FROM document_version
          WHERE tenant_id = :tenant AND collection_id = :collection AND document_id = %s
            AND watermark_from <= :as_of
          ORDER BY watermark_from DESC
          LIMIT 1) latest
        WHERE (watermark_to > :as_of) IS NOT FALSE
        OFFSET 0) v
      """;

  /** A condition on chunk c and version v. */
  private static final String IN_VERSION =
      """
      c.tenant_id = :tenant AND c.collection_id = :collection AND c.generation_id = :generation
        AND c.from_version <= v.number AND (c.to_version > v.number) IS NOT FALSE
      """;

  /** Document %s under the name that it had. */
  private static final String DOCUMENT =
      """
      (SELECT id, coalesce((
            SELECT previous_uri FROM change
            WHERE tenant_id = :tenant AND collection_id = :collection AND document_id = document.id
              AND kind = 'renamed' AND watermark > :as_of
            ORDER BY watermark LIMIT 1), uri) AS uri
          FROM document
          WHERE tenant_id = :tenant AND collection_id = :collection %s
          OFFSET 0) d
      """;

  // OFFSET 0 keeps the planner from turning the look-up of a row into a join over all rows.
  private static final String WHERE =
      """
      EXISTS (SELECT FROM %s CROSS JOIN LATERAL %s WHERE %s %s OFFSET 0)
      """;

  /** From documents to their places, never the other way round. */
  private static final String FROM =
      """
      (
          SELECT d.id, v.number FROM %s CROSS JOIN LATERAL %s WHERE true %s OFFSET 0) passing
        CROSS JOIN LATERAL (
          SELECT c.passage_id FROM chunk c
          WHERE c.document_id = passing.id AND c.tenant_id = :tenant AND c.collection_id = :collection
            AND c.generation_id = :generation AND c.from_version <= passing.number
            AND (c.to_version > passing.number) IS NOT FALSE
          OFFSET 0) c
      """;

  private static final String MAYBE_SHOWN = "p.shown @> CAST(:as_of AS bigint)";

  /** The sub-query is evaluated once for all looks into the index. */
  private static final String MAYBE_SHOWN_BY_TERMS =
      "shown_blocks(generation_id, shown) && (SELECT moment_blocks(:generation, :as_of))";

  private static final String COUNT =
      """
      SELECT coalesce((
          SELECT passages FROM term_history
          WHERE tenant_id = :tenant AND collection_id = :collection
            AND generation_id = :generation AND term = %1$s AND watermark > :as_of
          ORDER BY watermark LIMIT 1), (
          SELECT passages FROM term_statistics
          WHERE tenant_id = :tenant AND collection_id = :collection
            AND generation_id = :generation AND term = %1$s)) AS passages
      """;

  private static final String COUNTED =
      """
      LATERAL (
          SELECT wanted.term, counts.passages
          FROM unnest(%s) AS wanted (term)
          CROSS JOIN LATERAL (%s OFFSET 0) counts) s
        ON s.passages > 0
      """;

  @Override
  public List<String> tables() {
    return List.of("passage", "passage_past");
  }

  @Override
  public boolean mayLeaveOut(DocumentCondition condition) {
    return true;
  }

  @Override
  public String passages() {
    return "passage_ever";
  }

  @Override
  public String maybeShown() {
    return MAYBE_SHOWN;
  }

  @Override
  public String maybeShownByTerms() {
    return MAYBE_SHOWN_BY_TERMS;
  }

  @Override
  public String where(DocumentCondition condition) {
    String version = VERSION.formatted("c.document_id");
    return condition.isEmpty()
        ? "EXISTS (SELECT FROM %s WHERE %s OFFSET 0)".formatted(version, IN_VERSION)
        : WHERE.formatted(
            DOCUMENT.formatted("AND id = c.document_id"), version, IN_VERSION, condition.sql());
  }

  @Override
  public String from(DocumentCondition condition) {
    return FROM.formatted(DOCUMENT.formatted(""), VERSION.formatted("d.id"), condition.sql());
  }

  @Override
  public String versionOf(String documentId) {
    return "%s CROSS JOIN LATERAL %s"
        .formatted(DOCUMENT.formatted("AND id = " + documentId), VERSION.formatted("d.id"));
  }

  @Override
  public String uriOf(String documentId) {
    return "SELECT uri FROM %s".formatted(DOCUMENT.formatted("AND id = " + documentId));
  }

  @Override
  public String counted(String terms) {
    return COUNTED.formatted(terms, COUNT.formatted("wanted.term"));
  }

  @Override
  public String count(String term) {
    return "SELECT passages FROM (%s) counted WHERE passages > 0".formatted(COUNT.formatted(term));
  }

  @Override
  public Query bind(Query query, DocumentCollection collection) {
    return query
        .bind("tenant", collection.scope().tenantId())
        .bind("collection", collection.scope().collectionId())
        .bind("generation", collection.live().id())
        .bind("as_of", watermark);
  }
}
