package dev.footnote.spend;

import dev.footnote.spend.Budget.Payer;
import dev.footnote.spend.Budget.SetBy;
import dev.footnote.store.RowSecurity;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Budgets that admins have set, and what counts against them. */
@ApplicationScoped
class BudgetRepository {
  private static final String SELECT =
      """
      SELECT b.collection_id, b.key_id, coalesce(c.name, k.name) AS name,
        b.tokens_per_day, b.tokens_per_month, b.cost_per_day, b.cost_per_month, b.set_at, b.set_by
      FROM budget b
      LEFT JOIN collection c ON c.tenant_id = b.tenant_id AND c.id = b.collection_id
      LEFT JOIN api_key k ON k.tenant_id = b.tenant_id AND k.id = b.key_id
      WHERE b.tenant_id = :tenant
      """;

  /** The budgets of a collection and of a key that were set; a null key has none. */
  List<Budget> of(Handle handle, int tenantId, int collection, @Nullable UUID key) {
    RowSecurity.admit(handle, tenantId);
    return handle
        .createQuery(
            SELECT + "AND (b.collection_id = :collection OR b.key_id = CAST(:key AS uuid))")
        .bind("tenant", tenantId)
        .bind("collection", collection)
        .bind("key", key == null ? null : key.toString())
        .map(BudgetRepository::budget)
        .list();
  }

  /** The budget that was set for a payer; empty if none was. */
  Optional<Budget> of(Handle handle, int tenantId, Payer payer) {
    RowSecurity.admit(handle, tenantId);
    return handle
        .createQuery(SELECT + "AND " + owner(payer))
        .bind("tenant", tenantId)
        .bind("payer", id(payer))
        .map(BudgetRepository::budget)
        .findOne();
  }

  /** All budgets that were set: collections by name, then keys by name. */
  List<Budget> all(Handle handle, int tenantId) {
    RowSecurity.admit(handle, tenantId);
    return handle
        .createQuery(SELECT + "ORDER BY b.key_id IS NOT NULL, name, b.key_id")
        .bind("tenant", tenantId)
        .map(BudgetRepository::budget)
        .list();
  }

  /** The name of a tenant's key, revoked or not; empty if it has none of that id. */
  Optional<String> keyName(Handle handle, int tenantId, UUID key) {
    return handle
        .createQuery("SELECT name FROM api_key WHERE tenant_id = :tenant AND id = :key")
        .bind("tenant", tenantId)
        .bind("key", key)
        .mapTo(String.class)
        .findOne();
  }

  /** Sets a budget, in place of the one that was set before. */
  void put(Handle handle, int tenantId, Payer payer, Limits limits, SetBy set) {
    RowSecurity.admit(handle, tenantId);
    handle
        .createUpdate(
            """
            INSERT INTO budget (tenant_id, collection_id, key_id, tokens_per_day, tokens_per_month,
              cost_per_day, cost_per_month, set_at, set_by)
            VALUES (:tenant, :collection, CAST(:key AS uuid), :tokensPerDay, :tokensPerMonth,
              :costPerDay, :costPerMonth, :at, :by)
            ON CONFLICT (tenant_id, collection_id, key_id) DO UPDATE SET
              tokens_per_day = excluded.tokens_per_day,
              tokens_per_month = excluded.tokens_per_month,
              cost_per_day = excluded.cost_per_day,
              cost_per_month = excluded.cost_per_month,
              set_at = excluded.set_at, set_by = excluded.set_by
            """)
        .bind("tenant", tenantId)
        .bind("collection", payer instanceof Budget.Collection(int id) ? Integer.valueOf(id) : null)
        .bind("key", payer instanceof Budget.Key(UUID id) ? id.toString() : null)
        .bindMethods(limits)
        .bindMethods(set)
        .execute();
  }

  /** Takes a budget away; false if none was set. */
  boolean delete(Handle handle, int tenantId, Payer payer) {
    RowSecurity.admit(handle, tenantId);
    return handle
            .createUpdate("DELETE FROM budget b WHERE b.tenant_id = :tenant AND " + owner(payer))
            .bind("tenant", tenantId)
            .bind("payer", id(payer))
            .execute()
        == 1;
  }

  /** What was spent on a payer's account on a day, and in its month up to that day. */
  Spent spent(Handle handle, int tenantId, Payer payer, LocalDate day) {
    RowSecurity.admit(handle, tenantId);
    return handle
        .createQuery(
            """
            SELECT
              coalesce(sum(input_tokens + output_tokens) FILTER (WHERE day = :day), 0) AS tokens_today,
              coalesce(sum(input_tokens + output_tokens), 0) AS tokens_this_month,
              coalesce(sum(cost) FILTER (WHERE day = :day), 0) AS cost_today,
              coalesce(sum(cost), 0) AS cost_this_month,
              coalesce(sum(answers_unpriced), 0) AS unpriced_this_month
            FROM spend b
            WHERE tenant_id = :tenant AND day BETWEEN :first AND :day AND \
            """
                + owner(payer))
        .bind("tenant", tenantId)
        .bind("payer", id(payer))
        .bind("first", day.withDayOfMonth(1))
        .bind("day", day)
        .map(BudgetRepository::spent)
        .one();
  }

  private static String owner(Payer payer) {
    return switch (payer) {
      case Budget.Key key -> "b.key_id = :payer";
      case Budget.Collection collection -> "b.collection_id = :payer";
    };
  }

  private static Object id(Payer payer) {
    return switch (payer) {
      case Budget.Key(UUID id) -> id;
      case Budget.Collection(int id) -> id;
    };
  }

  private static Budget budget(ResultSet row, StatementContext context) throws SQLException {
    UUID key = row.getObject("key_id", UUID.class);
    return new Budget(
        key == null ? new Budget.Collection(row.getInt("collection_id")) : new Budget.Key(key),
        row.getString("name"),
        new Limits(
            row.getObject("tokens_per_day", Long.class),
            row.getObject("tokens_per_month", Long.class),
            row.getBigDecimal("cost_per_day"),
            row.getBigDecimal("cost_per_month")),
        new SetBy(
            row.getObject("set_at", OffsetDateTime.class).toInstant(), row.getString("set_by")));
  }

  private static Spent spent(ResultSet row, StatementContext context) throws SQLException {
    return new Spent(
        row.getLong("tokens_today"),
        row.getLong("tokens_this_month"),
        row.getBigDecimal("cost_today"),
        row.getBigDecimal("cost_this_month"),
        row.getLong("unpriced_this_month"));
  }
}
