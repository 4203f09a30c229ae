package dev.footnote.audit;

import dev.footnote.store.Sha256;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Prompts that answers of a tenant share, each once. */
public final class Prompts {
  /** Only somebody who erases the last answer with it can come in between, again and again. */
  private static final int TRIES_MAX = 10;

  private Prompts() {}

  /** Keeps a prompt, so that it stays until this transaction has appended an answer with it. */
  static void keep(Handle handle, int tenantId, SharedPrompt prompt) {
    byte[] sha256 = prompt.sha256().bytes();
    for (int tries = 0; tries < TRIES_MAX; tries++) {
      handle
          .createUpdate(
              """
              INSERT INTO prompt (tenant_id, sha256, text) VALUES (:tenant, :sha256, :text)
              ON CONFLICT DO NOTHING
              """)
          .bind("tenant", tenantId)
          .bind("sha256", sha256)
          .bind("text", prompt.text())
          .execute();
      if (handle
          .createQuery(
              """
              SELECT 1 FROM prompt WHERE tenant_id = :tenant AND sha256 = :sha256 FOR KEY SHARE
              """)
          .bind("tenant", tenantId)
          .bind("sha256", sha256)
          .mapTo(Integer.class)
          .findOne()
          .isPresent()) {
        return;
      }
    }
    throw new IllegalStateException(
        "The prompt %s does not stay.".formatted(prompt.sha256().hex()));
  }

  /** The stored texts by hash; one that is not stored is missing. */
  public static Map<Sha256, String> texts(Handle handle, int tenantId, Collection<Sha256> wanted) {
    var texts = new HashMap<Sha256, String>();
    if (!wanted.isEmpty()) {
      handle
          .createQuery(
              """
              SELECT sha256, text FROM prompt
              WHERE tenant_id = :tenant AND sha256 IN (SELECT decode(h, 'hex') FROM unnest(:wanted) h)
              """)
          .bind("tenant", tenantId)
          .bindArray("wanted", String.class, wanted.stream().map(Sha256::hex).toList())
          .map((row, context) -> Map.entry(sha256(row), row.getString("text")))
          .forEach(each -> texts.put(each.getKey(), each.getValue()));
    }
    return texts;
  }

  /** Those of some answers. */
  public static List<Sha256> of(Handle handle, int tenantId, Collection<UUID> answers) {
    return answers.isEmpty()
        ? List.of()
        : handle
            .createQuery(
                """
                SELECT DISTINCT prompt_sha256 AS sha256 FROM answer
                WHERE tenant_id = :tenant AND id = ANY (:answers) AND prompt_sha256 IS NOT NULL
                """)
            .bind("tenant", tenantId)
            .bindArray("answers", UUID.class, answers)
            .map((row, context) -> sha256(row))
            .list();
  }

  /**
   * Lets go of those of these that no answer names any more. An answer that is being appended with
   * one of them is waited for.
   */
  public static void removeUnused(Handle handle, int tenantId, Collection<Sha256> some) {
    if (some.isEmpty()) {
      return;
    }
    List<String> unused =
        handle
            .createQuery(
                """
                SELECT encode(sha256, 'hex') FROM prompt p
                WHERE tenant_id = :tenant AND sha256 IN (SELECT decode(h, 'hex') FROM unnest(:some) h)
                  AND NOT EXISTS (SELECT FROM answer a
                    WHERE a.tenant_id = p.tenant_id AND a.prompt_sha256 = p.sha256)
                ORDER BY sha256 FOR UPDATE
                """)
            .bind("tenant", tenantId)
            .bindArray("some", String.class, some.stream().map(Sha256::hex).toList())
            .mapTo(String.class)
            .list();
    // Once more, for those whose rows had to be waited for: this statement sees what has come.
    handle
        .createUpdate(
            """
            DELETE FROM prompt p
            WHERE tenant_id = :tenant AND sha256 IN (SELECT decode(h, 'hex') FROM unnest(:unused) h)
              AND NOT EXISTS (SELECT FROM answer a
                WHERE a.tenant_id = p.tenant_id AND a.prompt_sha256 = p.sha256)
            """)
        .bind("tenant", tenantId)
        .bindArray("unused", String.class, unused)
        .execute();
  }

  private static Sha256 sha256(ResultSet row) throws SQLException {
    return Sha256.fromBytes(row.getBytes("sha256"));
  }
}
