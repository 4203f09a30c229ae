package dev.footnote.document;

import dev.footnote.store.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** The documents that a generation does not hold yet: the durable list of what is left to fill. */
@ApplicationScoped
public class PendingRepository {

  /** A document to fill, and when the last try of it failed. */
  public record Pending(UUID documentId, @Nullable Instant triedAt) {}

  /** The next document to fill: those that were never tried first; empty if none is left. */
  public Optional<Pending> next(Handle handle, GenerationKey key) {
    return next(handle, key, "tried_at IS NULL ORDER BY document_id")
        .or(() -> next(handle, key, "tried_at IS NOT NULL ORDER BY tried_at"));
  }

  private static Optional<Pending> next(Handle handle, GenerationKey key, String which) {
    return keyed(
            handle.createQuery(
                """
                SELECT document_id, tried_at FROM generation_pending
                WHERE tenant_id = :tenant AND collection_id = :collection AND generation_id = :generation AND %s LIMIT 1
                """
                    .formatted(which)),
            key)
        .map(
            (row, context) ->
                new Pending(
                    row.getObject("document_id", UUID.class),
                    CatalogQueries.instant(row.getObject("tried_at", OffsetDateTime.class))))
        .findOne();
  }

  /** Takes a document off the list: the generation holds its current version, or it is gone. */
  public boolean done(Handle handle, GenerationKey key, UUID document) {
    return keyed(
                handle.createUpdate(
                    """
                    DELETE FROM generation_pending
                    WHERE tenant_id = :tenant AND collection_id = :collection AND generation_id = :generation
                      AND document_id = :document
                    """),
                key)
            .bind("document", document)
            .execute()
        == 1;
  }

  /** Remembers why a try to fill the document failed; it comes last then. */
  public void failed(Handle handle, GenerationKey key, UUID document, String problem, Instant now) {
    keyed(
            handle.createUpdate(
                """
                UPDATE generation_pending SET problem = :problem, tried_at = :now
                WHERE tenant_id = :tenant AND collection_id = :collection AND generation_id = :generation
                  AND document_id = :document
                """),
            key)
        .bind("document", document)
        .bind("problem", problem)
        .bind("now", now)
        .execute();
  }

  /**
   * Puts a document on the list because an edit could not reach the generation, which is complete
   * no longer. Under the collection's lock.
   */
  public void fallBehind(Handle handle, GenerationKey key, UUID document, long byteSize) {
    keyed(
            handle.createUpdate(
                """
                INSERT INTO generation_pending (tenant_id, collection_id, generation_id, document_id, byte_size)
                VALUES (:tenant, :collection, :generation, :document, :bytes)
                ON CONFLICT (tenant_id, collection_id, generation_id, document_id)
                  DO UPDATE SET byte_size = excluded.byte_size
                """),
            key)
        .bind("document", document)
        .bind("bytes", byteSize)
        .execute();
    keyed(
            handle.createUpdate(
                """
                UPDATE generation SET state = 'filling', completed_at = NULL
                WHERE tenant_id = :tenant AND collection_id = :collection AND id = :generation AND state = 'complete'
                """),
            key)
        .execute();
  }

  private static <T extends SqlStatement<T>> T keyed(T statement, GenerationKey key) {
    Scope scope = key.scope();
    return statement
        .bind("tenant", scope.tenantId())
        .bind("collection", scope.collectionId())
        .bind("generation", key.id());
  }
}
