package dev.footnote.document;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Chunks: the places of passages in documents. Replacing a document's chunks touches only the rows
 * that differ, and keeps the live passages' statistics exact. All of it under the collection's
 * lock.
 */
@ApplicationScoped
public class ChunkRepository {

  /** What a replacement did to a document's chunks. */
  public record Replaced(int added, int closed) {}

  /**
   * Makes {@code places} the document's current chunks from version {@code number} on.
   *
   * @param watermark the change under which the counts before it are kept; empty for a generation
   *     that is being filled, whose past nobody can ask for
   */
  public Replaced replace(
      Handle handle,
      DocumentKey key,
      int generation,
      int number,
      Collection<Place> places,
      OptionalLong watermark) {
    Map<Place, Long> current = current(handle, key, generation);
    Set<Place> wanted = new HashSet<>(places);
    List<Long> closing = new ArrayList<>();
    Set<Long> touched = new HashSet<>();
    current.forEach(
        (place, id) -> {
          if (!wanted.contains(place)) {
            closing.add(id);
            touched.add(place.passageId());
          }
        });
    List<Place> adding = wanted.stream().filter(place -> !current.containsKey(place)).toList();
    Set<Long> shown = new HashSet<>();
    adding.forEach(place -> shown.add(place.passageId()));
    PastPassages.hold(handle, key.scope(), shown);
    touched.addAll(shown);
    if (touched.isEmpty()) {
      return new Replaced(0, 0);
    }
    Set<Long> liveBefore = live(handle, key, touched);
    close(handle, key, number, closing);
    add(handle, key, generation, number, adding);
    Set<Long> liveAfter = live(handle, key, touched);
    Set<Long> born = minus(liveAfter, liveBefore);
    Set<Long> died = minus(liveBefore, liveAfter);
    if (!born.isEmpty() || !died.isEmpty()) {
      watermark.ifPresent(w -> CountHistory.keep(handle, key.scope(), generation, w, born, died));
      count(handle, key, generation, born, died);
      PastPassages.note(handle, key.scope(), generation, born, died);
    }
    return new Replaced(adding.size(), closing.size());
  }

  /** The document's current chunks in a generation: keys by place. */
  public Map<Place, Long> current(Handle handle, DocumentKey key, int generation) {
    var current = new HashMap<Place, Long>();
    handle
        .createQuery(
            """
            SELECT id, passage_id, span_start, span_end, page_first, page_last FROM chunk
            WHERE tenant_id = :tenant AND collection_id = :collection AND document_id = :document
              AND generation_id = :generation AND to_version IS NULL
            """)
        .bind("tenant", key.scope().tenantId())
        .bind("collection", key.scope().collectionId())
        .bind("document", key.id())
        .bind("generation", generation)
        .map(
            (row, context) ->
                Map.entry(
                    new Place(
                        row.getLong("passage_id"),
                        row.getInt("span_start"),
                        row.getInt("span_end"),
                        row.getObject("page_first", Integer.class),
                        row.getObject("page_last", Integer.class)),
                    row.getLong("id")))
        .forEach(entry -> current.put(entry.getKey(), entry.getValue()));
    return current;
  }

  private static void close(Handle handle, DocumentKey key, int number, List<Long> ids) {
    if (ids.isEmpty()) {
      return;
    }
    handle
        .createUpdate(
            """
            UPDATE chunk SET to_version = :number
            WHERE tenant_id = :tenant AND collection_id = :collection AND id = ANY (:ids)
            """)
        .bind("number", number)
        .bind("tenant", key.scope().tenantId())
        .bind("collection", key.scope().collectionId())
        .bindArray("ids", Long.class, ids)
        .execute();
  }

  private static void add(
      Handle handle, DocumentKey key, int generation, int number, List<Place> places) {
    if (places.isEmpty()) {
      return;
    }
    handle
        .createUpdate(
            """
            INSERT INTO chunk (tenant_id, collection_id, generation_id, document_id, passage_id, span_start, span_end,
              page_first, page_last, from_version)
            SELECT :tenant, :collection, :generation, :document, place.*, :number
            FROM unnest(:passages, :starts, :ends, :firsts, :lasts) AS place ORDER BY 2
            """)
        .bind("tenant", key.scope().tenantId())
        .bind("collection", key.scope().collectionId())
        .bind("generation", generation)
        .bind("document", key.id())
        .bind("number", number)
        .bindArray("passages", Long.class, places.stream().map(Place::passageId).toList())
        .bindArray("starts", Integer.class, places.stream().map(Place::start).toList())
        .bindArray("ends", Integer.class, places.stream().map(Place::end).toList())
        .bindArray("firsts", Integer.class, pages(places, true))
        .bindArray("lasts", Integer.class, pages(places, false))
        .execute();
  }

  private static List<@Nullable Integer> pages(List<Place> places, boolean first) {
    List<@Nullable Integer> pages = new ArrayList<>();
    places.forEach(place -> pages.add(first ? place.pageFirst() : place.pageLast()));
    return pages;
  }

  /** Which of the passages a current chunk shows. */
  private static Set<Long> live(Handle handle, DocumentKey key, Set<Long> passages) {
    return handle
        .createQuery(
            """
            SELECT DISTINCT passage_id FROM chunk
            WHERE tenant_id = :tenant AND collection_id = :collection AND passage_id = ANY (:passages)
              AND to_version IS NULL
            """)
        .bind("tenant", key.scope().tenantId())
        .bind("collection", key.scope().collectionId())
        .bindArray("passages", Long.class, passages)
        .mapTo(Long.class)
        .set();
  }

  /**
   * Brings the document frequencies up to date with the passages that became live and those that
   * ceased to be.
   */
  private static void count(
      Handle handle, DocumentKey key, int generation, Set<Long> born, Set<Long> died) {
    handle
        .createUpdate(
            """
            MERGE INTO term_statistics t
            USING (%s) d
            ON t.tenant_id = :tenant AND t.collection_id = :collection AND t.generation_id = :generation
              AND t.term = d.term
            WHEN MATCHED AND t.passages + d.delta = 0 THEN DELETE
            WHEN MATCHED THEN UPDATE SET passages = t.passages + d.delta
            WHEN NOT MATCHED THEN INSERT (tenant_id, collection_id, generation_id, term, passages)
              VALUES (:tenant, :collection, :generation, d.term, d.delta)
            """
                .formatted(CountHistory.CHANGED))
        .bind("tenant", key.scope().tenantId())
        .bind("collection", key.scope().collectionId())
        .bind("generation", generation)
        .bindArray("born", Long.class, born)
        .bindArray("both", Long.class, union(born, died))
        .execute();
    handle
        .createUpdate(
            """
            UPDATE generation SET passages_live = passages_live + :delta
            WHERE tenant_id = :tenant AND collection_id = :collection AND id = :generation
            """)
        .bind("delta", born.size() - died.size())
        .bind("tenant", key.scope().tenantId())
        .bind("collection", key.scope().collectionId())
        .bind("generation", generation)
        .execute();
  }

  private static Set<Long> minus(Set<Long> all, Set<Long> less) {
    var rest = new HashSet<>(all);
    rest.removeAll(less);
    return rest;
  }

  static Set<Long> union(Set<Long> one, Set<Long> other) {
    var both = new HashSet<>(one);
    both.addAll(other);
    return both;
  }
}
