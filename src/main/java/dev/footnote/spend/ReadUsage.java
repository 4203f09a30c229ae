package dev.footnote.spend;

import dev.footnote.spend.Usage.By;
import dev.footnote.spend.Usage.Row;
import dev.footnote.store.Database;
import dev.footnote.store.RowSecurity;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jdbi.v3.core.statement.StatementContext;

/** What a tenant has spent. */
@ApplicationScoped
public class ReadUsage {
  /** The most days that are added up. */
  public static final int DAYS_MAX = 366;

  /** The most rows beside the total. */
  public static final int ROWS_MAX = 5_000;

  private final Database database;

  ReadUsage(Database database) {
    this.database = database;
  }

  private record Sum(boolean total, Row row) {}

  /**
   * Adds up.
   *
   * @param from first day of UTC
   * @param to last day, not before the first, and at most {@value #DAYS_MAX} days in all
   */
  public Usage between(int tenantId, LocalDate from, LocalDate to, By by) {
    long days = ChronoUnit.DAYS.between(from, to) + 1;
    if (days < 1 || days > DAYS_MAX) {
      throw new IllegalArgumentException("from " + from + " to " + to + " are " + days + " days");
    }
    List<Sum> sums =
        database.read(
            handle -> {
              RowSecurity.admit(handle, tenantId);
              return handle
                  .createQuery(sql(by))
                  .bind("tenant", tenantId)
                  .bind("from", from)
                  .bind("to", to)
                  .bind("none", Spend.NO_KEY)
                  // The total, and one more than is shown.
                  .bind("limit", ROWS_MAX + 2)
                  .map(ReadUsage::sum)
                  .list();
            });
    List<Row> rows = sums.stream().filter(sum -> !sum.total()).map(Sum::row).toList();
    return new Usage(
        rows.stream().limit(ROWS_MAX).toList(), sums.getFirst().row(), rows.size() > ROWS_MAX);
  }

  private static String sql(By by) {
    String columns =
        switch (by) {
          case DAY -> "s.day::text AS part, s.day::text AS id, NULL::text AS name";
          case KEY -> "s.key_id::text AS part, nullif(s.key_id, :none)::text AS id, k.name AS name";
          case COLLECTION -> "s.collection_id::text AS part, c.name AS id, NULL::text AS name";
          case MODEL -> "s.model AS part, s.model AS id, NULL::text AS name";
        };
    String order = by == By.DAY ? "part" : "sum(input_tokens + output_tokens) DESC, part";
    return """
    WITH used AS (
      SELECT %s, s.answers, s.answers_unpriced, s.input_tokens, s.output_tokens, s.cost
      FROM spend s
      LEFT JOIN api_key k ON k.tenant_id = s.tenant_id AND k.id = s.key_id AND s.key_id <> :none
      LEFT JOIN collection c ON c.tenant_id = s.tenant_id AND c.id = s.collection_id
      WHERE s.tenant_id = :tenant AND s.day BETWEEN :from AND :to)
    SELECT grouping(part) = 1 AS is_total,
      CASE WHEN grouping(part) = 0 THEN max(id) END AS id,
      CASE WHEN grouping(part) = 0 THEN max(name) END AS name,
      coalesce(sum(answers), 0) AS answers, coalesce(sum(answers_unpriced), 0) AS answers_unpriced,
      coalesce(sum(input_tokens), 0) AS input_tokens, coalesce(sum(output_tokens), 0) AS output_tokens,
      coalesce(sum(cost), 0) AS cost
    FROM used GROUP BY GROUPING SETS ((part), ())
    ORDER BY is_total DESC, %s LIMIT :limit
    """
        .formatted(columns, order);
  }

  private static Sum sum(ResultSet row, StatementContext context) throws SQLException {
    long answers = row.getLong("answers");
    long unpriced = row.getLong("answers_unpriced");
    boolean unknown = answers > 0 && unpriced == answers;
    return new Sum(
        row.getBoolean("is_total"),
        new Row(
            row.getString("id"),
            row.getString("name"),
            answers,
            unpriced,
            row.getLong("input_tokens"),
            row.getLong("output_tokens"),
            unknown ? null : row.getBigDecimal("cost")));
  }
}
