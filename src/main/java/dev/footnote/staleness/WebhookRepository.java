package dev.footnote.staleness;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The webhooks of tenants and how far each has got. */
@ApplicationScoped
class WebhookRepository {

  /** A webhook with the key of its signatures. */
  record Secretive(Webhook webhook, String secret) {}

  void add(Handle handle, int tenantId, Webhook webhook, String secret) {
    handle
        .createUpdate(
            """
            INSERT INTO webhook (tenant_id, id, url, secret, created_at, created_by, delivered)
            VALUES (:tenant, :id, :url, :secret, :at, :by, :delivered)
            """)
        .bind("tenant", tenantId)
        .bind("id", webhook.id())
        .bind("url", webhook.url())
        .bind("secret", secret)
        .bind("at", utc(webhook.createdAt()))
        .bind("by", webhook.createdBy())
        .bind("delivered", webhook.delivered())
        .execute();
  }

  /** The tenant's webhooks, the oldest first. */
  List<Webhook> all(Handle handle, int tenantId) {
    return handle
        .createQuery("SELECT * FROM webhook WHERE tenant_id = :tenant ORDER BY created_at, id")
        .bind("tenant", tenantId)
        .map(WebhookRepository::webhook)
        .list();
  }

  /** The webhook; empty if there is none. */
  Optional<Secretive> find(Handle handle, WebhookKey key) {
    return keyed(
            handle.createQuery("SELECT * FROM webhook WHERE tenant_id = :tenant AND id = :id"), key)
        .map((row, context) -> new Secretive(webhook(row, context), row.getString("secret")))
        .findOne();
  }

  /** Takes a webhook away; false if there is none. */
  boolean remove(Handle handle, WebhookKey key) {
    return keyed(
                handle.createUpdate("DELETE FROM webhook WHERE tenant_id = :tenant AND id = :id"),
                key)
            .execute()
        == 1;
  }

  /** Lets a parked webhook try again; false if there is none. */
  boolean resume(Handle handle, WebhookKey key) {
    return keyed(
                handle.createUpdate(
                    "UPDATE webhook SET parked = false, attempts = 0 WHERE tenant_id = :tenant AND id = :id"),
                key)
            .execute()
        == 1;
  }

  /** Webhooks that have events before them and are not parked. */
  List<WebhookKey> due(Handle handle, int limit) {
    return handle
        .createQuery(
            """
            SELECT w.tenant_id, w.id FROM webhook w
            WHERE NOT w.parked AND EXISTS (
              SELECT FROM staleness_event e WHERE e.tenant_id = w.tenant_id AND e.number > w.delivered)
            LIMIT :limit
            """)
        .bind("limit", limit)
        .map(
            (row, context) ->
                new WebhookKey(row.getInt("tenant_id"), row.getObject("id", UUID.class)))
        .list();
  }

  void delivered(Handle handle, WebhookKey key, long event, Instant at) {
    keyed(
            handle.createUpdate(
                """
                UPDATE webhook SET delivered = :event, delivered_at = :at, attempts = 0, failure = NULL, failed_at = NULL
                WHERE tenant_id = :tenant AND id = :id AND delivered < :event
                """),
            key)
        .bind("event", event)
        .bind("at", utc(at))
        .execute();
  }

  /** Counts a failed try; how many there were, and from {@code attemptsMax} on it is parked. */
  int failed(Handle handle, WebhookKey key, String failure, Instant at, int attemptsMax) {
    return keyed(
            handle.createQuery(
                """
                UPDATE webhook SET attempts = attempts + 1, failure = :failure, failed_at = :at,
                  parked = attempts + 1 >= :max
                WHERE tenant_id = :tenant AND id = :id
                RETURNING attempts
                """),
            key)
        .bind("failure", failure)
        .bind("at", utc(at))
        .bind("max", attemptsMax)
        .mapTo(Integer.class)
        .findOne()
        .orElse(attemptsMax);
  }

  private static Webhook webhook(ResultSet row, StatementContext context) throws SQLException {
    return new Webhook(
        row.getObject("id", UUID.class),
        row.getString("url"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getString("created_by"),
        row.getLong("delivered"),
        instant(row.getObject("delivered_at", OffsetDateTime.class)),
        row.getInt("attempts"),
        row.getString("failure"),
        instant(row.getObject("failed_at", OffsetDateTime.class)),
        row.getBoolean("parked"));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  private static OffsetDateTime utc(Instant time) {
    return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
  }

  private static <T extends SqlStatement<T>> T keyed(T statement, WebhookKey key) {
    return statement.bind("tenant", key.tenantId()).bind("id", key.id());
  }
}
