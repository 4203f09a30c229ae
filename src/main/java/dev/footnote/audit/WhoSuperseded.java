package dev.footnote.audit;

import dev.footnote.document.VersionOrigin;
import dev.footnote.history.CitedSpan;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Who brought the version that no longer says what was cited. Which one that was, the follower of
 * citations has found; so it is not known before the follower was there.
 */
final class WhoSuperseded {
  private WhoSuperseded() {}

  /** Who it was; null if that is not known. */
  static @Nullable VersionOrigin find(Handle handle, CitedSpan span) {
    return handle
        .createQuery(
            """
            SELECT %s
            FROM cited_span s
            JOIN change ch ON ch.tenant_id = s.tenant_id AND ch.collection_id = s.collection_id
              AND ch.watermark = s.watermark AND ch.document_id = s.document_id
            JOIN version_origin o ON o.tenant_id = s.tenant_id AND o.collection_id = s.collection_id
              AND o.document_id = s.document_id AND o.version = ch.version
            JOIN document d ON d.tenant_id = s.tenant_id AND d.collection_id = s.collection_id
              AND d.id = s.document_id AND d.current_version = s.now_version
            WHERE s.tenant_id = :tenant AND s.collection_id = :collection AND s.document_id = :document
              AND s.version = :version AND s.span_start = :start AND s.span_end = :end AND s.uri = :uri
              AND s.status = 'superseded'
            """
                .formatted(VersionOrigin.COLUMNS))
        .bind("tenant", span.document().scope().tenantId())
        .bind("collection", span.document().scope().collectionId())
        .bind("document", span.document().id())
        .bind("version", span.version())
        .bind("start", span.start())
        .bind("end", span.end())
        .bind("uri", span.uri())
        .map((row, context) -> VersionOrigin.read(row))
        .findFirst()
        .orElse(null);
  }
}
