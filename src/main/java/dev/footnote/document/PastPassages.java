package dev.footnote.document;

import dev.footnote.store.Scope;
import dev.footnote.store.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Passages that no current chunk shows: they wait a while, are moved out of the way of current
 * searches, and come back when a chunk shows them again, with nothing embedded anew. What is shown
 * changes under the collection's lock alone, so whoever holds it can decide.
 */
@ApplicationScoped
public class PastPassages {
  private static final String COLUMNS =
      "id, tenant_id, collection_id, generation_id, tokens, dimensions, embedding_model_id, bm25,"
          + " embedding, terms, sha256, input_sha256, heading_path, body";

  private static final String NOT_SHOWN =
      """
      NOT EXISTS (SELECT FROM chunk c WHERE c.passage_id = passage.id AND c.tenant_id = :tenant
        AND c.collection_id = :collection AND c.to_version IS NULL OFFSET 0)
      """;

  /** From which watermark to which chunks showed the passage of table %s, now and then at least. */
  private static final String SHOWN =
      """
      (SELECT coalesce(range_merge(range_agg(int8range(v.watermark_from, v.watermark_to))), 'empty')
       FROM chunk c
       JOIN document_version v ON v.tenant_id = c.tenant_id AND v.collection_id = c.collection_id
        AND v.document_id = c.document_id AND v.number >= c.from_version
        AND (c.to_version > v.number) IS NOT FALSE
       WHERE c.passage_id = %s.id AND c.tenant_id = :tenant AND c.collection_id = :collection)
      """;

  private final CollectionRepository collections;

  PastPassages(CollectionRepository collections) {
    this.collections = collections;
  }

  /** Notes what ceased to be shown, and what is shown again. Under the collection's lock. */
  static void note(Handle handle, Scope scope, int generation, Set<Long> born, Set<Long> died) {
    if (!born.isEmpty()) {
      scoped(
              handle.createUpdate(
                  """
                  DELETE FROM passage_leaving
                  WHERE tenant_id = :tenant AND collection_id = :collection AND passage_id = ANY (:ids)
                  """),
              scope)
          .bindArray("ids", Long.class, born)
          .execute();
    }
    if (!died.isEmpty()) {
      scoped(
              handle.createUpdate(
                  """
                  INSERT INTO passage_leaving (tenant_id, collection_id, passage_id, generation_id, died_at)
                  SELECT :tenant, :collection, id, :generation, now() FROM unnest(:ids) AS id
                  ON CONFLICT (passage_id, tenant_id, collection_id) DO UPDATE SET died_at = excluded.died_at
                  """),
              scope)
          .bind("generation", generation)
          .bindArray("ids", Long.class, died)
          .execute();
    }
  }

  /**
   * Copies back what was moved, of passages with these contents, and returns which these are. Their
   * index entries take long, so it is done without the collection's lock; and who does not hold it
   * locks nothing in the past, where others remove things under it. See {@link #settle}.
   */
  static Set<Long> copyBack(Handle handle, Scope scope, int generation, Collection<Sha256> hashes) {
    return copyBack(
        handle,
        scope,
        scoped(
                handle.createQuery(
                    """
                    SELECT id FROM passage_past
                    WHERE tenant_id = :tenant AND collection_id = :collection AND generation_id = :generation
                      AND sha256 = ANY (ARRAY(SELECT decode(h, 'hex') FROM unnest(:hashes) AS h))
                    """),
                scope)
            .bind("generation", generation)
            .bindArray("hashes", String.class, hashes.stream().map(Sha256::hex).toList())
            .mapTo(Long.class)
            .set());
  }

  /**
   * Takes out of the past what was copied back. Under the collection's lock.
   *
   * @throws PassagesRemoved if some of it was, meanwhile, with what belongs to it
   */
  static void settle(Handle handle, Scope scope, Set<Long> copied) {
    if (!copied.isEmpty() && delete(handle, scope, "passage_past", copied) < copied.size()) {
      throw new PassagesRemoved("some of " + copied);
    }
  }

  /**
   * Makes sure that passages can be shown from now on. Under the collection's lock: they were found
   * before it was taken, and may have been moved or removed since. What was moved is not brought
   * back here: another edit may be copying the same, and wait for the lock.
   *
   * @throws PassagesRemoved if one is gone
   */
  static void hold(Handle handle, Scope scope, Set<Long> ids) {
    var missing = new HashSet<>(ids);
    missing.removeAll(present(handle, scope, ids));
    if (!missing.isEmpty()) {
      throw new PassagesRemoved(missing.toString());
    }
  }

  private static Set<Long> present(Handle handle, Scope scope, Set<Long> ids) {
    return scoped(
            handle.createQuery(
                """
                SELECT id FROM passage
                WHERE tenant_id = :tenant AND collection_id = :collection AND id = ANY (:ids)
                """),
            scope)
        .bindArray("ids", Long.class, ids)
        .mapTo(Long.class)
        .set();
  }

  /** Those whose content has come again as another passage meanwhile stay where they are. */
  private static Set<Long> copyBack(Handle handle, Scope scope, Set<Long> ids) {
    if (ids.isEmpty()) {
      return Set.of();
    }
    Set<Long> back =
        scoped(
                handle.createQuery(
                    """
                    INSERT INTO passage (%1$s, shown) OVERRIDING SYSTEM VALUE
                    SELECT %1$s, int8range(lower(shown), NULL) FROM passage_past
                    WHERE tenant_id = :tenant AND collection_id = :collection AND id = ANY (:ids)
                    ORDER BY sha256
                    ON CONFLICT DO NOTHING
                    RETURNING id
                    """
                        .formatted(COLUMNS)),
                scope)
            .bindArray("ids", Long.class, ids)
            .mapTo(Long.class)
            .set();
    // Should the change that wants them fail to show them, they leave again.
    note(handle, scope, back);
    return back;
  }

  private static void note(Handle handle, Scope scope, Set<Long> back) {
    scoped(
            handle.createUpdate(
                """
                INSERT INTO passage_leaving (tenant_id, collection_id, passage_id, generation_id, died_at)
                SELECT tenant_id, collection_id, id, generation_id, now() FROM passage
                WHERE tenant_id = :tenant AND collection_id = :collection AND id = ANY (:ids)
                ON CONFLICT (passage_id, tenant_id, collection_id) DO NOTHING
                """),
            scope)
        .bindArray("ids", Long.class, back)
        .execute();
  }

  private static int delete(Handle handle, Scope scope, String table, Collection<Long> ids) {
    return scoped(
            handle.createUpdate(
                """
                DELETE FROM %s
                WHERE tenant_id = :tenant AND collection_id = :collection AND id = ANY (:ids)
                """
                    .formatted(table)),
            scope)
        .bindArray("ids", Long.class, ids)
        .execute();
  }

  /** A collection of which passages ceased to be shown so long ago; none if there is no such. */
  public Optional<Scope> due(Handle handle, Duration since) {
    return handle
        .createQuery(
            """
            SELECT l.tenant_id, l.collection_id FROM passage_leaving l
            JOIN generation g ON g.tenant_id = l.tenant_id AND g.collection_id = l.collection_id
              AND g.id = l.generation_id AND g.state IN ('filling', 'complete')
            WHERE l.died_at < now() - make_interval(secs => :seconds)
            ORDER BY l.died_at LIMIT 1
            """)
        .bind("seconds", seconds(since))
        .map((row, context) -> new Scope(row.getInt(1), row.getInt(2)))
        .findOne();
  }

  /**
   * Moves up to {@code limit} passages of a collection. The copies, whose index entries take long,
   * are made before the collection's lock is taken; what was shown again by then stays for now.
   *
   * @return how many need not be looked at any more
   */
  public int move(Handle handle, Scope scope, Duration since, int limit) {
    Set<Long> due =
        scoped(
                handle.createQuery(
                    """
                    SELECT passage_id FROM passage_leaving
                    WHERE tenant_id = :tenant AND collection_id = :collection
                      AND died_at < now() - make_interval(secs => :seconds)
                    ORDER BY died_at LIMIT :limit
                    """),
                scope)
            .bind("seconds", seconds(since))
            .bind("limit", limit)
            .mapTo(Long.class)
            .collect(Collectors.toCollection(HashSet::new));
    Set<Long> copied = copy(handle, scope, due);
    collections.lock(handle, scope);
    Set<Long> stayed = takeBack(handle, scope, copied);
    copied.removeAll(stayed);
    delete(handle, scope, "passage", copied);
    due.removeAll(stayed);
    forget(handle, scope, due);
    return due.size();
  }

  /** Those that are not shown and not moved ceased to be shown once more, just now. */
  private static void forget(Handle handle, Scope scope, Set<Long> ids) {
    scoped(
            handle.createUpdate(
                """
                DELETE FROM passage_leaving
                WHERE tenant_id = :tenant AND collection_id = :collection AND passage_id = ANY (:ids)
                  AND NOT EXISTS (
                    SELECT FROM passage
                    WHERE tenant_id = :tenant AND collection_id = :collection AND id = passage_id AND %s)
                """
                    .formatted(NOT_SHOWN)),
            scope)
        .bindArray("ids", Long.class, ids)
        .execute();
  }

  private static Set<Long> copy(Handle handle, Scope scope, Set<Long> ids) {
    return scoped(
            handle.createQuery(
                """
                INSERT INTO passage_past (%1$s, shown)
                SELECT %1$s, %3$s FROM passage
                WHERE tenant_id = :tenant AND collection_id = :collection AND id = ANY (:ids) AND %2$s
                ORDER BY id
                ON CONFLICT DO NOTHING
                RETURNING id
                """
                    .formatted(COLUMNS, NOT_SHOWN, SHOWN.formatted("passage"))),
            scope)
        .bindArray("ids", Long.class, ids)
        .mapTo(Long.class)
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** Removes copies that were shown, or are, at other watermarks than they say. */
  private static Set<Long> takeBack(Handle handle, Scope scope, Set<Long> copied) {
    return scoped(
            handle.createQuery(
                """
                DELETE FROM passage_past
                WHERE tenant_id = :tenant AND collection_id = :collection AND id = ANY (:ids)
                  AND shown <> %s
                RETURNING id
                """
                    .formatted(SHOWN.formatted("passage_past"))),
            scope)
        .bindArray("ids", Long.class, copied)
        .mapTo(Long.class)
        .set();
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static <T extends SqlStatement<T>> T scoped(T statement, Scope scope) {
    return statement.bind("tenant", scope.tenantId()).bind("collection", scope.collectionId());
  }
}
