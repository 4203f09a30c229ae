package dev.footnote.search;

import dev.footnote.document.DocumentCollection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Where passages stand now. */
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
        SELECT * FROM passage
        WHERE tenant_id = :tenant AND collection_id = :collection AND id = ranked.passage_id
        OFFSET 0) p
      CROSS JOIN LATERAL (
        SELECT *
        FROM (
          SELECT DISTINCT ON (document_id) *
          FROM (SELECT c.* FROM chunk c WHERE c.passage_id = ranked.passage_id AND %s OFFSET 0) c
          ORDER BY document_id, span_start) first_in_document
        ORDER BY id DESC
        LIMIT :places) c
      CROSS JOIN LATERAL (
        SELECT d.uri, v.number, v.title, v.format, v.content_sha256,
               coalesce(d.file_modified_ns, (extract(epoch FROM v.valid_from) * 1e9)::bigint)
                 AS modified_ns
        FROM document d
        JOIN document_version v
          ON v.tenant_id = d.tenant_id AND v.collection_id = d.collection_id
         AND v.document_id = d.id AND v.number = d.current_version
        WHERE d.tenant_id = :tenant AND d.collection_id = :collection AND d.id = c.document_id
        OFFSET 0) d
      ORDER BY ranked.rank, c.id DESC
      """;

  private final SearchConfig config;

  PlaceRepository(SearchConfig config) {
    this.config = config;
  }

  /** The number of current places that pass the filter, counted no further than {@code most}. */
  long count(Handle handle, DocumentCollection collection, DocumentCondition condition, long most) {
    String sql =
        "SELECT count(*) FROM (SELECT FROM %s LIMIT :most) counted"
            .formatted(CurrentPlaces.from(condition));
    return CurrentPlaces.bind(handle.createQuery(sql), collection, condition)
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
      DocumentCollection collection,
      DocumentCondition condition,
      List<Long> passages,
      Collection<Integer> terms) {
    return CurrentPlaces.bind(handle.createQuery(sql(condition)), collection, condition)
        .bind("passages", passages.toArray(Long[]::new))
        .bind("terms", terms.stream().mapToInt(Integer::intValue).toArray())
        .bind("places", config.placesPerPassageMax())
        .map((row, context) -> Place.read(row))
        .list();
  }

  static String sql(DocumentCondition condition) {
    return PLACES.formatted(CurrentPlaces.where(condition));
  }
}
