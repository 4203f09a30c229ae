package dev.footnote.staleness;

import dev.footnote.audit.CitationStatus;
import dev.footnote.document.VersionOrigin;
import dev.footnote.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The events of a tenant in order: what became of what its answers cite. */
@ApplicationScoped
public class StaleFeed {
  /** The most events on one page. */
  public static final int LIMIT_MAX = 200;

  private final Database database;
  private final StalenessConfig config;

  StaleFeed(Database database, StalenessConfig config) {
    this.database = database;
    this.config = config;
  }

  /**
   * Events in order.
   *
   * @param after number of an event; those after it are returned
   * @param limit events at most, 1 to {@link #LIMIT_MAX}
   */
  public List<StaleEvent> after(int tenantId, long after, int limit) {
    if (limit < 1 || limit > LIMIT_MAX) {
      throw new IllegalArgumentException("limit must lie between 1 and " + LIMIT_MAX);
    }
    int shown = config.answersShownMax();
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT e.*, col.name AS collection, s.document_id, s.version, s.uri, s.span_start, s.span_end,
                      %s, ARRAY(
                      SELECT a.id FROM answer a
                      WHERE a.tenant_id = e.tenant_id AND a.watermark < e.watermark
                        AND (e.answer_id IS NULL OR a.id = e.answer_id)
                        AND a.id IN (
                          SELECT c.answer_id FROM citation c
                          WHERE c.tenant_id = s.tenant_id AND c.collection_id = s.collection_id
                            AND c.document_id = s.document_id AND c.version = s.version
                            AND c.span_start = s.span_start AND c.span_end = s.span_end AND c.uri = s.uri)
                        AND (e.answer_id IS NOT NULL OR NOT EXISTS (
                          SELECT FROM staleness_event own
                          WHERE own.span_id = e.span_id AND own.watermark = e.watermark AND own.answer_id = a.id))
                      ORDER BY a.at DESC, a.id DESC LIMIT :shown + 1) AS answers
                    FROM staleness_event e
                    JOIN cited_span s ON s.id = e.span_id
                    JOIN collection col ON col.tenant_id = e.tenant_id AND col.id = e.collection_id
                    LEFT JOIN version_origin o ON o.tenant_id = s.tenant_id AND o.collection_id = s.collection_id
                      AND o.document_id = s.document_id AND o.version = e.now_version
                    WHERE e.tenant_id = :tenant AND e.number > :after
                    ORDER BY e.number LIMIT :limit
                    """
                        .formatted(VersionOrigin.COLUMNS))
                .bind("tenant", tenantId)
                .bind("after", after)
                .bind("limit", limit)
                .bind("shown", shown)
                .map((row, context) -> event(row, shown))
                .list());
  }

  /** The number of the tenant's newest event; 0 if there is none. */
  public long newest(int tenantId) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT coalesce(max(number), 0) FROM staleness_event WHERE tenant_id = :tenant")
                .bind("tenant", tenantId)
                .mapTo(Long.class)
                .one());
  }

  private static StaleEvent event(ResultSet row, int shown) throws SQLException {
    List<UUID> answers = Arrays.asList((UUID[]) row.getArray("answers").getArray());
    CitationStatus to = status(row.getString("to_status"));
    Integer start = row.getObject("now_start", Integer.class);
    Integer end = row.getObject("now_end", Integer.class);
    return new StaleEvent(
        row.getLong("number"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getLong("watermark"),
        row.getString("collection"),
        row.getObject("document_id", UUID.class),
        row.getInt("version"),
        row.getString("uri"),
        row.getInt("span_start"),
        row.getInt("span_end"),
        status(row.getString("from_status")),
        to,
        to.isStale(),
        now(row, start, end),
        VersionOrigin.read(row),
        answers.subList(0, Math.min(shown, answers.size())),
        answers.size() > shown);
  }

  private static StaleEvent.@Nullable Now now(
      ResultSet row, @Nullable Integer start, @Nullable Integer end) throws SQLException {
    return start == null || end == null
        ? null
        : new StaleEvent.Now(row.getInt("now_version"), row.getString("now_uri"), start, end);
  }

  private static CitationStatus status(String name) {
    return CitationStatus.valueOf(name.toUpperCase(Locale.ROOT));
  }
}
