package dev.footnote.document;

import dev.footnote.store.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/** The log of committed changes, one row for each watermark. */
@ApplicationScoped
public class ChangeRepository {

  /** Records that another generation became live at this moment. */
  public void recordActivation(Handle handle, Scope scope, Moment moment, int generation) {
    handle
        .createUpdate(
            """
            INSERT INTO change (tenant_id, collection_id, watermark, at, kind, generation_id)
            VALUES (:tenant, :collection, :watermark, :now, 'activated', :generation)
            """)
        .bind("tenant", scope.tenantId())
        .bind("collection", scope.collectionId())
        .bind("watermark", moment.watermark())
        .bind("now", moment.at())
        .bind("generation", generation)
        .execute();
  }

  /** Records what the transaction did at its moment. */
  public void record(Handle handle, Scope scope, Change change, Moment moment) {
    handle
        .createUpdate(
            """
            INSERT INTO change (tenant_id, collection_id, watermark, at, kind, document_id, version, uri, previous_uri,
              chunks, chunks_added, chunks_closed, passages_embedded)
            VALUES (:tenant, :collection, :watermark, :now, :kind, :document, :version, :uri, :previousUri,
              :chunks, :added, :closed, :embedded)
            """)
        .bind("tenant", scope.tenantId())
        .bind("collection", scope.collectionId())
        .bind("watermark", moment.watermark())
        .bind("now", moment.at())
        .bind("kind", change.kind().name().toLowerCase(Locale.ROOT))
        .bind("document", change.documentId())
        .bind("version", change.version())
        .bind("uri", change.uri())
        .bind("previousUri", change.previousUri())
        .bind("chunks", change.chunks())
        .bind("added", change.chunksAdded())
        .bind("closed", change.chunksClosed())
        .bind("embedded", change.passagesEmbedded())
        .execute();
  }

  /**
   * Passages that a second of recent embedding brought, over the newest changes that brought any; 0
   * if there is nothing to go by.
   */
  public double embeddedPerSecond(Handle handle, Scope scope) {
    return handle
        .createQuery(
            """
            SELECT coalesce(sum(passages_embedded) / nullif(extract(epoch FROM max(at) - min(at)), 0), 0)
            FROM (SELECT passages_embedded, at FROM change
                  WHERE tenant_id = :tenant AND collection_id = :collection AND passages_embedded > 0
                  ORDER BY watermark DESC LIMIT 100) newest
            """)
        .bind("tenant", scope.tenantId())
        .bind("collection", scope.collectionId())
        .mapTo(Double.class)
        .one();
  }
}
