package dev.footnote.source;

import dev.footnote.document.Source;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Which process watches and scans which source. Time is the database's, which all of them share.
 */
@ApplicationScoped
class SourceLeaseRepository {

  /** Takes the lease if it is free or has run out, or renews it; whether the holder has it now. */
  boolean acquire(Handle handle, Source source, UUID holder, Duration lease) {
    return bind(
                handle.createUpdate(
                    """
                    INSERT INTO source_lease AS l
                      (tenant_id, collection_id, source_id, holder, acquired_at, expires_at)
                    SELECT :tenant, :collection, :source, :holder, t.now, t.now + :lease * interval '1 ms'
                    FROM (SELECT clock_timestamp() AS now) t
                    ON CONFLICT (tenant_id, collection_id, source_id) DO UPDATE SET
                      acquired_at = CASE WHEN l.holder = excluded.holder THEN l.acquired_at
                                         ELSE excluded.acquired_at END,
                      holder = excluded.holder, expires_at = excluded.expires_at
                    WHERE l.holder = excluded.holder OR l.expires_at < clock_timestamp()
                      OR l.expires_at > clock_timestamp() + 2 * :lease * interval '1 ms'
                    """),
                source,
                holder)
            .bind("lease", lease.toMillis())
            .execute()
        == 1;
  }

  /** Gives the lease back, if the holder has it. */
  void release(Handle handle, Source source, UUID holder) {
    bind(
            handle.createUpdate(
                """
                DELETE FROM source_lease
                WHERE tenant_id = :tenant AND collection_id = :collection AND source_id = :source
                  AND holder = :holder
                """),
            source,
            holder)
        .execute();
  }

  private static <T extends SqlStatement<T>> T bind(T statement, Source source, UUID holder) {
    return statement
        .bind("tenant", source.scope().tenantId())
        .bind("collection", source.scope().collectionId())
        .bind("source", source.id())
        .bind("holder", holder);
  }
}
