package dev.footnote.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footnote.audit.EntryKey;
import dev.footnote.audit.EntryKind;
import dev.footnote.store.Database;
import dev.footnote.store.Sha256;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SealLedgerTest {
  @Inject Database database;
  @Inject ReadSeals read;
  @Inject LedgerKeys keys;
  @Inject SealRepository seals;

  private TestLedger ledger;

  @BeforeEach
  void tenantOfItsOwn() {
    ledger = new TestLedger();
  }

  @AfterEach
  void leaveNothing() {
    ledger.close();
  }

  @Test
  void everyEntryComesUnderASealAndTheLedgerVerifies() {
    ledger.append(3).seal().append(2).seal();

    VerifiedLedger verified = ledger.verify();

    assertThat(verified.findings()).isEmpty();
    assertThat(verified.intact()).isTrue();
    // An answer, a part and feedback each time.
    assertThat(verified.entries()).isEqualTo(15);
    assertThat(verified.unsealed()).isZero();
    assertThat(verified.nextFrom()).isNull();
    assertThat(read.head(ledger.tenant()).anchor()).isNotNull();
  }

  @Test
  void leavesStandInTheOrderInWhichTheirEntriesWereAppended() {
    database.alone(
        handle -> {
          // All come under one seal.
          handle.execute("SELECT pg_advisory_lock(?, ?)", 0x5EA1, ledger.tenant());
          ledger.append(8);
          handle.execute("SELECT pg_advisory_unlock(?, ?)", 0x5EA1, ledger.tenant());
        });
    ledger.seal();

    List<EntryKey> leaves =
        database.read(handle -> seals.leaves(handle, ledger.tenant(), 1, 1)).stream()
            .map(Leaf::key)
            .toList();

    assertThat(leaves).hasSize(24);
    for (EntryKind kind : List.of(EntryKind.PART, EntryKind.ANSWER)) {
      assertThat(leaves)
          .filteredOn(key -> key.kind() == kind)
          .extracting(EntryKey::id)
          .containsExactlyElementsOf(ledger.answers);
    }
    assertThat(leaves.subList(0, 3))
        .extracting(EntryKey::kind)
        .containsExactly(EntryKind.PART, EntryKind.ANSWER, EntryKind.FEEDBACK);
  }

  @Test
  void proofLeadsFromAnAnswerToASignedRoot() {
    UUID id = ledger.append(4).append();
    ledger.append(2).seal();

    EntryProof proof = read.proof(ledger.tenant(), EntryKey.answer(id)).orElseThrow();

    assertThat(proof.root()).isEqualTo(rootBy(proof));
    assertThat(keys.trusted().signed(proof.keyId().hex(), proof.sealBytes(), proof.signature()))
        .isTrue();
    assertThat(read.proof(ledger.tenant(), EntryKey.answer(UUID.randomUUID()))).isEmpty();
  }

  @Test
  void verifyingIsResumedWhereItEnded() {
    for (int i = 0; i < 4; i++) {
      ledger.append(1).seal();
    }
    long head = ledger.verify().to();

    VerifiedLedger first = TestLedger.bean(VerifyLedger.class).verify(ledger.tenant(), 1, 2L, null);
    VerifiedLedger rest =
        TestLedger.bean(VerifyLedger.class).verify(ledger.tenant(), 3, null, null);

    assertThat(first.to()).isEqualTo(2);
    assertThat(rest.to()).isEqualTo(head);
    assertThat(first.entries() + rest.entries()).isEqualTo(12);
    assertThat(rest.findings()).isEmpty();
  }

  @Test
  void databaseRefusesToChangeWhatIsSealed() {
    ledger.append(1).seal();

    for (String change :
        List.of(
            "UPDATE answer SET text = ''",
            "DELETE FROM answer",
            "DELETE FROM citation",
            "UPDATE citation SET quote = ''",
            "DELETE FROM answer_part",
            "DELETE FROM answer_feedback",
            "UPDATE answer_feedback SET comment = 'Wrong.'",
            "DELETE FROM prompt",
            "UPDATE prompt SET text = ''",
            "DELETE FROM ledger_leaf",
            "UPDATE ledger_leaf SET n = 1",
            "DELETE FROM ledger_seal",
            "UPDATE ledger_seal SET entries = 1",
            "DELETE FROM ledger_erasure",
            "DELETE FROM ledger_erased")) {
      assertThatThrownBy(
              () ->
                  database.change(
                      h ->
                          h.createUpdate(change + " WHERE tenant_id = :tenant")
                              .bind("tenant", ledger.tenant())
                              .execute()))
          .as(change)
          .hasMessageContaining("append-only");
    }
    for (String table :
        List.of(
            "answer",
            "citation",
            "answer_part",
            "answer_feedback",
            "prompt",
            "ledger_leaf",
            "ledger_seal")) {
      assertThatThrownBy(() -> database.change(h -> h.execute("TRUNCATE " + table + " CASCADE")))
          .as(table)
          .hasMessageContaining("append-only");
    }
  }

  @Test
  void whatTheServiceHasNotQueuedIsNeverSealed() {
    ledger.append(1).seal();
    UUID forged = UUID.randomUUID();
    database.change(
        handle -> {
          handle
              .createUpdate(
                  """
                  INSERT INTO answer (tenant_id, id, collection_id, at, caller, question, outcome, text, generation_id,
                    watermark, record, entry_sha256, form, salt, prompt_sha256)
                  SELECT tenant_id, :id, collection_id, at, caller, question, outcome, 'Leave is 99 days.',
                    generation_id, watermark, record, entry_sha256, form, salt, prompt_sha256
                  FROM answer WHERE tenant_id = :tenant
                  """)
              .bind("id", forged)
              .bind("tenant", ledger.tenant())
              .execute();
          handle
              .createUpdate(
                  """
                  INSERT INTO ledger_queue (tenant_id, kind, id, n, sha256, mac)
                  SELECT :tenant, 'answer', :id, 0, entry_sha256, entry_sha256 FROM answer
                  WHERE tenant_id = :tenant AND id = :id
                  """)
              .bind("id", forged)
              .bind("tenant", ledger.tenant())
              .execute();
        });

    ledger.seal();

    assertThat(read.proof(ledger.tenant(), EntryKey.answer(forged))).isEmpty();
    assertThat(ledger.verify().findings())
        .anySatisfy(
            finding -> {
              assertThat(finding.kind()).isEqualTo(Finding.Kind.ENTRY_INSERTED);
              assertThat(finding.entry()).isEqualTo(EntryKey.answer(forged));
            });
  }

  private static Sha256 rootBy(EntryProof proof) {
    // The audit path of RFC 6962, section 2.1.1, read from the leaf to the root.
    var sides = new ArrayList<Boolean>();
    int position = proof.position();
    int size = proof.entries();
    while (size > 1) {
      int split = Integer.highestOneBit(size - 1);
      boolean right = position >= split;
      sides.addFirst(right);
      position = right ? position - split : position;
      size = right ? size - split : split;
    }
    byte[] hash = concat(0, proof.entrySha256().bytes());
    for (int i = 0; i < sides.size(); i++) {
      byte[] other = proof.path().get(i).bytes();
      hash = sides.get(i) ? concat(1, other, hash) : concat(1, hash, other);
    }
    return Sha256.fromBytes(hash);
  }

  private static byte[] concat(int prefix, byte[]... parts) {
    var bytes = new java.io.ByteArrayOutputStream();
    bytes.write(prefix);
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return Sha256.of(bytes.toByteArray()).bytes();
  }
}
