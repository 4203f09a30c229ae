package dev.footnote.document;

import dev.footnote.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** How far the index of each collection is: documents, work that waits, and how fast it goes. */
@ApplicationScoped
public class CollectionStates {
  /** Changes that the rate is taken from: those of the last half minute, the newest 500 at most. */
  private static final Duration RATE_WINDOW = Duration.ofSeconds(30);

  private static final int RATE_CHANGES_MAX = 500;

  private final Database database;
  private final CollectionRepository collections;
  private final SourceRepository sources;
  private final InstantSource time;

  CollectionStates(
      Database database,
      CollectionRepository collections,
      SourceRepository sources,
      InstantSource time) {
    this.database = database;
    this.collections = collections;
    this.sources = sources;
    this.time = time;
  }

  /** A tenant's collections by name. */
  public List<CollectionState> of(int tenantId) {
    return database.read(
        handle ->
            collections.all(handle, tenantId).stream().map(each -> state(handle, each)).toList());
  }

  /** All collections of all tenants; for the service's own health, never for a request. */
  public List<CollectionState> everywhere() {
    return database.read(
        handle ->
            collections.everywhere(handle).stream().map(each -> state(handle, each)).toList());
  }

  private CollectionState state(Handle handle, DocumentCollection collection) {
    Pace pace = pace(handle, collection);
    return new CollectionState(
        collection,
        sources.of(handle, collection.scope()),
        counts(handle, collection),
        pace.perSecond(),
        pace.last());
  }

  private static CollectionState.Counts counts(Handle handle, DocumentCollection collection) {
    return handle
        .createQuery(
            """
            SELECT count(*) FILTER (WHERE state = 'indexed') AS indexed,
              count(*) FILTER (WHERE state = 'pending') AS pending,
              count(*) FILTER (WHERE state = 'removed') AS removed,
              count(*) FILTER (WHERE handled < noticed) AS due,
              count(*) FILTER (WHERE problem IS NOT NULL AND state <> 'removed') AS problems
            FROM document WHERE tenant_id = :tenant AND collection_id = :collection
            """)
        .bind("tenant", collection.scope().tenantId())
        .bind("collection", collection.scope().collectionId())
        .map(
            (row, context) ->
                new CollectionState.Counts(
                    row.getInt("indexed"),
                    row.getInt("pending"),
                    row.getInt("removed"),
                    row.getInt("due"),
                    row.getInt("problems")))
        .one();
  }

  private record Pace(double perSecond, @Nullable Instant last) {
    static Pace of(ResultSet row, Instant now) throws SQLException {
      Instant first = CatalogQueries.instant(row.getObject("first", OffsetDateTime.class));
      double seconds =
          first == null ? 1 : Math.max(1, Duration.between(first, now).toMillis() / 1000.0);
      return new Pace(
          row.getInt("recent") / seconds,
          CatalogQueries.instant(row.getObject("last", OffsetDateTime.class)));
    }
  }

  private Pace pace(Handle handle, DocumentCollection collection) {
    Instant now = time.instant();
    return handle
        .createQuery(
            """
            SELECT count(*) FILTER (WHERE at > :since) AS recent, min(at) FILTER (WHERE at > :since) AS first,
              max(at) AS last
            FROM (SELECT at FROM change WHERE tenant_id = :tenant AND collection_id = :collection
                  ORDER BY watermark DESC LIMIT :max) newest
            """)
        .bind("tenant", collection.scope().tenantId())
        .bind("collection", collection.scope().collectionId())
        .bind("since", now.minus(RATE_WINDOW))
        .bind("max", RATE_CHANGES_MAX)
        .map((row, context) -> Pace.of(row, now))
        .one();
  }
}
