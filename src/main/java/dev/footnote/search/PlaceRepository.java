package dev.footnote.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Where passages stand. */
@ApplicationScoped
class PlaceRepository {
  // Each step is fenced by OFFSET 0: from passages to places to documents, a row at a time.
  private static final String PLACES =
      """
      SELECT c.id AS chunk_id, p.id AS passage_id, c.document_id, d.number AS version, d.uri,
             d.modified_ns, d.title, d.format, p.heading_path, c.page_first, c.page_last, c.span_start,
             c.span_end, p.tokens, encode(d.content_sha256, 'hex') AS content_sha256, p.body,
             ARRAY(SELECT term FROM unnest(:terms) term WHERE term = ANY (p.terms)) AS found_terms
      FROM unnest(:passages) WITH ORDINALITY AS ranked (passage_id, rank)
      CROSS JOIN LATERAL (
        SELECT * FROM %3$s
        WHERE tenant_id = :tenant AND collection_id = :collection AND id = ranked.passage_id
        OFFSET 0) p
      CROSS JOIN LATERAL (
        SELECT *
        FROM (
          SELECT DISTINCT ON (document_id) *
          FROM (SELECT c.* FROM chunk c WHERE c.passage_id = ranked.passage_id AND %1$s OFFSET 0) c
          ORDER BY document_id, span_start) first_in_document
        ORDER BY id DESC
        LIMIT :places) c
      CROSS JOIN LATERAL (
        SELECT d.uri, v.number, v.title, v.format, v.content_sha256,
               coalesce(v.file_modified_ns, (extract(epoch FROM v.valid_from) * 1e9)::bigint)
                 AS modified_ns
        FROM %2$s
        OFFSET 0) d
      ORDER BY ranked.rank, c.id DESC
      """;

  private final SearchConfig config;

  PlaceRepository(SearchConfig config) {
    this.config = config;
  }

  /** The number of places that pass the filter, counted no further than {@code most}. */
  long count(Handle handle, Snapshot snapshot, DocumentCondition condition, long most) {
    String sql =
        "SELECT count(*) FROM (SELECT FROM %s LIMIT :most) counted"
            .formatted(snapshot.places().from(condition));
    return bind(handle.createQuery(sql), snapshot, condition)
        .bind("most", most)
        .mapTo(Long.class)
        .one();
  }

  /**
   * Where passages stand, in the order of the passages: for each its newest places, one for each
   * document.
   */
  List<Place> of(
      Handle handle,
      Snapshot snapshot,
      DocumentCondition condition,
      List<Long> passages,
      Collection<Integer> terms) {
    return bind(handle.createQuery(sql(snapshot.places(), condition)), snapshot, condition)
        .bind("passages", passages.toArray(Long[]::new))
        .bind("terms", terms.stream().mapToInt(Integer::intValue).toArray())
        .bind("places", config.placesPerPassageMax())
        .map((row, context) -> Place.read(row))
        .list();
  }

  private static Query bind(Query query, Snapshot snapshot, DocumentCondition condition) {
    return snapshot.places().bind(query, snapshot.collection(), condition);
  }

  static String sql(Places places, DocumentCondition condition) {
    return PLACES.formatted(
        places.where(condition), places.versionOf("c.document_id"), places.passages());
  }
}
