package dev.footnote.seal;

import dev.footnote.audit.EntryKey;
import dev.footnote.store.Sha256;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Whether the prompts that answers share are stored as they were. */
final class CheckPrompts {
  private static final String USED =
      """
      SELECT u.sha256, p.text, u.answers, u.first
      FROM (
        SELECT a.prompt_sha256 AS sha256, count(*) AS answers, (array_agg(a.id ORDER BY a.at, a.id))[1] AS first
        FROM (%s) e JOIN answer a ON a.tenant_id = :tenant AND a.id = e.id
        WHERE a.prompt_sha256 IS NOT NULL
        GROUP BY 1) u
      LEFT JOIN prompt p ON p.tenant_id = :tenant AND p.sha256 = u.sha256
      """;

  private final Findings findings;

  CheckPrompts(Findings findings) {
    this.findings = findings;
  }

  private record Used(Sha256 sha256, @Nullable String text, long answers, UUID first) {}

  /** Those of the answers under some seals, each read once. */
  void under(Handle handle, int tenantId, long from, long to) {
    handle
        .createQuery(
            USED.formatted(
                "SELECT id FROM ledger_leaf WHERE tenant_id = :tenant AND kind = 'answer' AND seal_number BETWEEN :from AND :to"))
        .bind("tenant", tenantId)
        .bind("from", from)
        .bind("to", to)
        .map((row, context) -> used(row))
        .forEach(this::check);
  }

  /** Those of the answers that wait for their seal. */
  void waiting(Handle handle, int tenantId) {
    handle
        .createQuery(
            USED.formatted(
                "SELECT id FROM ledger_queue WHERE tenant_id = :tenant AND kind = 'answer'"))
        .bind("tenant", tenantId)
        .map((row, context) -> used(row))
        .forEach(this::check);
  }

  private static Used used(ResultSet row) throws SQLException {
    return new Used(
        Sha256.fromBytes(row.getBytes("sha256")),
        row.getString("text"),
        row.getLong("answers"),
        row.getObject("first", UUID.class));
  }

  private void check(Used used) {
    String text = used.text();
    if (text == null || !Sha256.ofText(text).equals(used.sha256())) {
      findings.add(
          Finding.unsealed(
              text == null ? Finding.Kind.PROMPT_DELETED : Finding.Kind.PROMPT_ALTERED,
              EntryKey.answer(used.first()),
              "The prompt %s, which %s made with, %s."
                  .formatted(
                      used.sha256().hex(),
                      used.answers() == 1
                          ? "this answer was"
                          : "this answer and %,d others were".formatted(used.answers() - 1),
                      text == null ? "is gone" : "does not read what it read then")));
    }
  }
}
