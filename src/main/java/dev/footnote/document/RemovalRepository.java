package dev.footnote.document;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** What sources have removed lately, and what they were not let remove. */
@ApplicationScoped
public class RemovalRepository {

  /**
   * Removals of a source.
   *
   * @param countedFrom since when they are counted
   * @param documents live documents at that moment
   * @param removed how many were let go since
   * @param withheld how many the last look found gone and was not let remove
   * @param confirmed how many an admin lets the next look at all of the source remove; null for
   *     none
   */
  public record Removals(
      Instant countedFrom, int documents, int removed, int withheld, @Nullable Integer confirmed) {}

  /** The source's removals, locked until the transaction ends; empty before the first. */
  public Optional<Removals> lock(Handle handle, Source source) {
    return bind(
            handle.createQuery(
                """
                SELECT counted_from, documents, removed, withheld, confirmed FROM source_removal
                WHERE tenant_id = :tenant AND collection_id = :collection AND source_id = :source
                FOR UPDATE
                """),
            source)
        .map(
            (row, context) ->
                new Removals(
                    row.getTimestamp("counted_from").toInstant(),
                    row.getInt("documents"),
                    row.getInt("removed"),
                    row.getInt("withheld"),
                    row.getObject("confirmed", Integer.class)))
        .findOne();
  }

  /** Records the source's removals. */
  public void record(Handle handle, Source source, Removals removals) {
    bind(
            handle.createUpdate(
                """
                INSERT INTO source_removal
                  (tenant_id, collection_id, source_id, counted_from, documents, removed, withheld, confirmed)
                VALUES (:tenant, :collection, :source, :from, :documents, :removed, :withheld, :confirmed)
                ON CONFLICT (tenant_id, collection_id, source_id) DO UPDATE SET
                  counted_from = excluded.counted_from, documents = excluded.documents,
                  removed = excluded.removed, withheld = excluded.withheld, confirmed = excluded.confirmed
                """),
            source)
        .bind("from", removals.countedFrom())
        .bind("documents", removals.documents())
        .bind("removed", removals.removed())
        .bind("withheld", removals.withheld())
        .bind("confirmed", removals.confirmed())
        .execute();
  }

  /** Ends what was withheld and confirmed: the last look found nothing to withhold. */
  public void clear(Handle handle, Source source) {
    bind(
            handle.createUpdate(
                """
                UPDATE source_removal SET withheld = 0, confirmed = NULL
                WHERE tenant_id = :tenant AND collection_id = :collection AND source_id = :source
                  AND (withheld > 0 OR confirmed IS NOT NULL)
                """),
            source)
        .execute();
  }

  /** Lets the next look remove what is withheld; how many that is, or empty if nothing is. */
  public Optional<Integer> confirm(Handle handle, Source source) {
    return bind(
            handle.createQuery(
                """
                UPDATE source_removal SET confirmed = withheld
                WHERE tenant_id = :tenant AND collection_id = :collection AND source_id = :source
                  AND withheld > 0
                RETURNING confirmed
                """),
            source)
        .mapTo(Integer.class)
        .findOne();
  }

  private static <T extends SqlStatement<T>> T bind(T statement, Source source) {
    return statement
        .bind("tenant", source.scope().tenantId())
        .bind("collection", source.scope().collectionId())
        .bind("source", source.id());
  }
}
