package dev.footnote.seal;

import dev.footnote.audit.EntryKey;
import dev.footnote.audit.StoredEntries;
import dev.footnote.store.Sha256;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/** Somebody with the rights of the tables' owner, and what they can do with them. */
final class Attacker {
  private static final List<String> TABLES =
      List.of(
          "answer",
          "citation",
          "answer_part",
          "answer_feedback",
          "ledger_seal",
          "ledger_leaf",
          "ledger_erasure",
          "ledger_erased",
          "prompt");

  /** The tables in an order in which rows may go. */
  static final List<String> ALL =
      List.of(
          "ledger_queue",
          "ledger_erased",
          "ledger_leaf",
          "ledger_seal",
          "ledger_erasure",
          "answer_feedback",
          "answer_part",
          "citation",
          "answer",
          "prompt");

  final Handle handle;
  final TestLedger ledger;
  final Random random;
  private final int sealed;

  /** What a finding must be. */
  record Expected(String what, Predicate<Finding> test) {
    boolean is(Finding finding) {
      return test.test(finding);
    }

    static Expected entry(Finding.Kind kind, UUID id) {
      return new Expected(
          kind + " " + id,
          finding ->
              finding.kind() == kind && finding.entry() != null && finding.entry().id().equals(id));
    }

    static Expected seal(Finding.Kind kind, long seal) {
      return new Expected(
          kind + " at seal " + seal,
          finding -> finding.kind() == kind && Long.valueOf(seal).equals(finding.seal()));
    }

    static Expected chain(Finding.Kind kind) {
      return new Expected(kind.toString(), finding -> finding.kind() == kind);
    }

    @Override
    public String toString() {
      return what;
    }
  }

  Attacker(Handle handle, TestLedger ledger, Random random, int sealed) {
    this.handle = handle;
    this.ledger = ledger;
    this.random = random;
    this.sealed = sealed;
  }

  /** An answer under a seal. */
  UUID sealedAnswer() {
    return ledger.answers.get(random.nextInt(sealed));
  }

  /** An answer that waits for its seal. */
  UUID tailAnswer() {
    return ledger.answers.get(sealed + random.nextInt(ledger.answers.size() - sealed));
  }

  @SafeVarargs
  final <T> T one(T... of) {
    return of[random.nextInt(of.length)];
  }

  /** Runs a statement with {@code :tenant} and {@code :id}, whatever the triggers say. */
  void sql(String statement, UUID id) {
    sql(statement, Map.of("id", id));
  }

  void sql(String statement, Map<String, Object> values) {
    handle.useTransaction(
        h -> {
          TABLES.forEach(table -> h.execute("ALTER TABLE " + table + " DISABLE TRIGGER USER"));
          h.createUpdate(statement).bind("tenant", ledger.tenant()).bindMap(values).execute();
          TABLES.forEach(table -> h.execute("ALTER TABLE " + table + " ENABLE TRIGGER USER"));
        });
  }

  /** Makes an answer say something else. */
  void rewrite(UUID answer) {
    sql("UPDATE answer SET text = 'No.' WHERE tenant_id = :tenant AND id = :id", answer);
  }

  /** The same, with leaf, root and hash of its seal; which seal that is. */
  long rewriteWithSeal(UUID answer) {
    rewrite(answer);
    long seal = refit(answer);
    reroot(seal);
    return seal;
  }

  void removeWithLeaf(UUID answer) {
    remove(answer);
    sql(
        "DELETE FROM ledger_leaf WHERE tenant_id = :tenant AND id = :id AND kind = 'answer'",
        answer);
  }

  void remove(UUID answer) {
    removeFeedback(answer);
    sql("DELETE FROM citation WHERE tenant_id = :tenant AND answer_id = :id", answer);
    sql("DELETE FROM answer WHERE tenant_id = :tenant AND id = :id", answer);
  }

  void removeFeedback(UUID answer) {
    sql("DELETE FROM answer_feedback WHERE tenant_id = :tenant AND answer_id = :id", answer);
  }

  Leaf leaf(UUID answer) {
    return seals().leaf(handle, ledger.tenant(), EntryKey.answer(answer)).orElseThrow();
  }

  UUID feedbackOn(UUID answer) {
    return handle
        .createQuery("SELECT id FROM answer_feedback WHERE answer_id = :id")
        .bind("id", answer)
        .mapTo(UUID.class)
        .one();
  }

  long head() {
    return seals().head(handle, ledger.tenant()).orElseThrow().number();
  }

  SealRepository seals() {
    return TestLedger.bean(SealRepository.class);
  }

  /** What the answer's rows hash to now. */
  byte[] hash(UUID answer) {
    EntryKey key = EntryKey.answer(answer);
    return Objects.requireNonNull(
        TestLedger.bean(StoredEntries.class)
            .sha256s(handle, ledger.tenant(), List.of(key))
            .get(key));
  }

  /** A copy of an answer that says something else. */
  UUID insertCopy(UUID of) {
    UUID id = UUID.randomUUID();
    sql(
        """
        INSERT INTO answer (tenant_id, id, collection_id, at, caller, question, outcome, text, generation_id,
          watermark, record, entry_sha256, form, salt, prompt_sha256)
        SELECT tenant_id, :new, collection_id, at, caller, question, outcome, 'Leave is 99 days.', generation_id,
          watermark, record, entry_sha256, form, salt, prompt_sha256
        FROM answer WHERE tenant_id = :tenant AND id = :id
        """,
        Map.of("id", of, "new", id));
    return id;
  }

  /** Makes leaf, root and hash of a seal fit what the answer says now. */
  long refit(UUID answer) {
    Leaf leaf = leaf(answer);
    sql(
        "UPDATE ledger_leaf SET sha256 = :sha256 WHERE tenant_id = :tenant AND id = :id AND kind = 'answer'",
        Map.of("sha256", hash(answer), "id", answer));
    return leaf.seal();
  }

  void reroot(long number) {
    byte[] root =
        MerkleTree.root(
            seals().leaves(handle, ledger.tenant(), number, number).stream()
                .map(Leaf::sha256)
                .toList());
    sql(
        "UPDATE ledger_seal SET root = :root WHERE tenant_id = :tenant AND number = :number",
        Map.of("root", root, "number", number));
    Seal seal = seals().seal(handle, ledger.tenant(), number).orElseThrow();
    sql(
        "UPDATE ledger_seal SET sha256 = :sha256 WHERE tenant_id = :tenant AND number = :number",
        Map.of("sha256", seal.computed().bytes(), "number", number));
  }

  /** Signs the chain anew from a seal on. */
  void resign(SigningKey key, long from) {
    for (long number = from; number <= head(); number++) {
      Seal before =
          number == 1 ? null : seals().seal(handle, ledger.tenant(), number - 1).orElseThrow();
      sql(
          """
          UPDATE ledger_seal SET previous = :previous, key_id = :key, previous_key_id = CASE WHEN :first THEN :old END
          WHERE tenant_id = :tenant AND number = :number
          """,
          Map.of(
              "previous", (before == null ? Seal.NONE : before.sha256()).bytes(),
              "key", new Sha256(key.id()).bytes(),
              "first", number == from && before != null,
              "old", (before == null ? Seal.NONE : before.keyId()).bytes(),
              "number", number));
      sign(key, number);
    }
  }

  /** Signs one seal as it stands now. */
  void sign(SigningKey key, long number) {
    Seal seal = seals().seal(handle, ledger.tenant(), number).orElseThrow();
    sql(
        "UPDATE ledger_seal SET sha256 = :sha256, signature = :signature WHERE tenant_id = :tenant AND number = :number",
        Map.of(
            "sha256", seal.computed().bytes(),
            "signature", key.sign(seal.bytes()),
            "number", number));
  }

  void keepCopies() {
    for (String table : ALL) {
      handle.execute("DROP TABLE IF EXISTS pg_temp.old_" + table);
      handle.execute(
          "CREATE TEMP TABLE old_%s AS SELECT * FROM %s WHERE tenant_id = %d"
              .formatted(table, table, ledger.tenant()));
    }
  }

  void removeEverything() {
    for (String table : ALL) {
      sql("DELETE FROM " + table + " WHERE tenant_id = :tenant", Map.of());
    }
  }

  void restoreCopies() {
    for (String table : ALL.reversed()) {
      sql(
          "INSERT INTO %s OVERRIDING SYSTEM VALUE SELECT * FROM pg_temp.old_%s WHERE tenant_id = :tenant"
              .formatted(table, table),
          Map.of());
    }
  }
}
