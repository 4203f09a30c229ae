package dev.footnote.seal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.audit.EntryKey;
import dev.footnote.audit.EntryKind;
import dev.footnote.audit.StoredEntries;
import dev.footnote.store.Database;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/** A ledger that was there before sealing, as the migration finds it. */
@QuarkusTest
class FoundingTest {
  private static final String FUNCTIONS = "CREATE FUNCTION pg_temp.field(value bytea)";

  @Inject Database database;
  @Inject SealRepository seals;
  @Inject StoredEntries entries;

  @Test
  void entriesFromBeforeSealingFoundTheChain() throws IOException {
    String migration = Files.readString(Path.of("migrations", "V16__sealed_ledger.sql"));
    String backfill = migration.substring(migration.indexOf(FUNCTIONS));
    try (var ledger = new TestLedger()) {
      ledger.append(2);
      database.change(
          handle -> {
            makeOld(handle, ledger.tenant());
            execute(handle, backfill);
            handle.execute(
                "DELETE FROM ledger_queue WHERE mac IS NULL AND tenant_id <> ?", ledger.tenant());
          });

      ledger.seal();

      List<Seal> chain = database.read(handle -> seals.seals(handle, ledger.tenant(), 1, 10));
      assertThat(chain).singleElement().extracting(Seal::founding).isEqualTo(true);
      assertThat(chain.getFirst().entries()).isEqualTo(6);
      assertThat(ledger.verify().findings()).isEmpty();

      ledger.append(1).seal();
      assertThat(ledger.verify().findings()).isEmpty();
      assertThat(
              database.read(handle -> seals.head(handle, ledger.tenant())).orElseThrow().founding())
          .isFalse();
    }
  }

  /** Rows as they were written before: answers of form 1, nothing salted, nothing queued. */
  private void makeOld(Handle handle, int tenant) {
    for (String table : List.of("answer", "answer_part", "answer_feedback")) {
      handle.execute("ALTER TABLE " + table + " DISABLE TRIGGER USER");
    }
    handle.execute(
        "UPDATE answer SET form = 1, salt = NULL, prompt_sha256 = NULL WHERE tenant_id = ?",
        tenant);
    handle.execute("UPDATE answer_part SET salt = NULL WHERE tenant_id = ?", tenant);
    handle.execute("UPDATE answer_feedback SET salt = NULL WHERE tenant_id = ?", tenant);
    List<EntryKey> keys =
        handle
            .createQuery("SELECT id FROM answer WHERE tenant_id = :tenant")
            .bind("tenant", tenant)
            .mapTo(UUID.class)
            .map(id -> new EntryKey(EntryKind.ANSWER, id, 0))
            .list();
    var hashes = entries.sha256s(handle, tenant, keys);
    for (EntryKey key : keys) {
      handle.execute(
          "UPDATE answer SET entry_sha256 = ? WHERE tenant_id = ? AND id = ?",
          Objects.requireNonNull(hashes.get(key)),
          tenant,
          key.id());
    }
    for (String table : List.of("answer", "answer_part", "answer_feedback")) {
      handle.execute("ALTER TABLE " + table + " ENABLE TRIGGER USER");
    }
    handle.execute("DELETE FROM ledger_queue WHERE tenant_id = ?", tenant);
  }

  private static void execute(Handle handle, String sql) {
    try (Statement statement = handle.getConnection().createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
