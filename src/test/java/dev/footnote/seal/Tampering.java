package dev.footnote.seal;

import dev.footnote.seal.Attacker.Expected;
import dev.footnote.seal.Finding.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** What an attacker does to a ledger, and what must be found. */
enum Tampering {
  SEALED_ANSWER_CHANGED(
      a -> {
        UUID id = a.sealedAnswer();
        a.sql(
            "UPDATE answer SET "
                + a.one(
                    "text = text || ' '",
                    "question = 'Another?'",
                    "caller = 'eve'",
                    "at = at + interval '1 microsecond'",
                    "watermark = watermark + 1",
                    "outcome = 'no_evidence'",
                    "generation_id = generation_id + 1",
                    "collection_id = collection_id + 1",
                    "salt = decode(md5('eve'), 'hex')",
                    "record = replace(CAST(record AS text), 'extractive', 'extractivE')::json")
                + " WHERE tenant_id = :tenant AND id = :id",
            id);
        return Expected.entry(Kind.ENTRY_ALTERED, id);
      }),
  SEALED_CITATION_CHANGED(
      a -> {
        UUID id = a.sealedAnswer();
        a.sql(
            "UPDATE citation SET "
                + a.one(
                    "quote = 'Leave is 99 days.'",
                    "uri = 'other.txt'",
                    "title = ''",
                    "version = version + 1",
                    "span_end = span_end - 1",
                    "answer_start = answer_start + 1",
                    "page = coalesce(page, 0) + 1",
                    "heading_path = heading_path || '{x}'::text[]",
                    "chunk_id = chunk_id + 1",
                    "verified = NOT verified",
                    "document_id = gen_random_uuid()")
                + " WHERE tenant_id = :tenant AND answer_id = :id AND n = "
                + a.one(1, 2),
            id);
        return Expected.entry(Kind.ENTRY_ALTERED, id);
      }),
  SEALED_CITATION_DELETED(
      a -> {
        UUID id = a.sealedAnswer();
        a.sql("DELETE FROM citation WHERE tenant_id = :tenant AND answer_id = :id AND n = 2", id);
        return Expected.entry(Kind.ENTRY_ALTERED, id);
      }),
  SEALED_CITATION_INSERTED(
      a -> {
        UUID id = a.sealedAnswer();
        a.sql(
            """
            INSERT INTO citation SELECT tenant_id, answer_id, 3, collection_id, document_id, version, chunk_id,
              content_sha256, uri, title, heading_path, page, span_start, span_end, answer_start, answer_end, quote, verified
            FROM citation WHERE tenant_id = :tenant AND answer_id = :id AND n = 1
            """,
            id);
        return Expected.entry(Kind.ENTRY_ALTERED, id);
      }),
  SEALED_PART_CHANGED(
      a -> {
        UUID id = a.sealedAnswer();
        a.sql(
            "UPDATE answer_part SET text = 'Leave was ' WHERE tenant_id = :tenant AND answer_id = :id",
            id);
        return Expected.entry(Kind.ENTRY_ALTERED, id);
      }),
  SEALED_PART_DELETED(
      a -> {
        UUID id = a.sealedAnswer();
        a.sql("DELETE FROM answer_part WHERE tenant_id = :tenant AND answer_id = :id", id);
        return Expected.entry(Kind.ENTRY_DELETED, id);
      }),
  SEALED_FEEDBACK_CHANGED(
      a -> {
        UUID id = a.feedbackOn(a.sealedAnswer());
        a.sql(
            "UPDATE answer_feedback SET rating = 'bad' WHERE tenant_id = :tenant AND id = :id", id);
        return Expected.entry(Kind.ENTRY_ALTERED, id);
      }),
  SEALED_FEEDBACK_DELETED(
      a -> {
        UUID answer = a.sealedAnswer();
        UUID id = a.feedbackOn(answer);
        a.removeFeedback(answer);
        return Expected.entry(Kind.ENTRY_DELETED, id);
      }),
  SEALED_ANSWER_DELETED(
      a -> {
        UUID id = a.sealedAnswer();
        a.remove(id);
        return Expected.entry(Kind.ENTRY_DELETED, id);
      }),
  SEALED_ANSWER_DELETED_WITH_ITS_LEAF(
      a -> {
        UUID id = a.sealedAnswer();
        Leaf leaf = a.leaf(id);
        a.removeWithLeaf(id);
        return new Expected(
            "deleted at " + leaf,
            f ->
                f.kind() == Kind.ENTRY_DELETED
                    && Long.valueOf(leaf.seal()).equals(f.seal())
                    && Integer.valueOf(leaf.position()).equals(f.position()));
      }),
  SEALED_ANSWER_DELETED_AND_THE_REST_MOVED_UP(
      a -> {
        UUID id = a.sealedAnswer();
        Leaf leaf = a.leaf(id);
        a.removeWithLeaf(id);
        // One after the other, as the primary key wants it.
        for (Leaf each : a.seals().leaves(a.handle, a.ledger.tenant(), leaf.seal(), leaf.seal())) {
          if (each.position() > leaf.position()) {
            a.sql(
                """
                UPDATE ledger_leaf SET position = position - 1
                WHERE tenant_id = :tenant AND seal_number = :seal AND position = :position
                """,
                Map.of("seal", leaf.seal(), "position", each.position()));
          }
        }
        return Expected.seal(Kind.ENTRY_DELETED, leaf.seal());
      }),
  SEALED_ANSWER_INSERTED(a -> Expected.entry(Kind.ENTRY_INSERTED, a.insertCopy(a.sealedAnswer()))),
  SEALED_ANSWER_INSERTED_WITH_A_LEAF(
      a -> {
        UUID of = a.sealedAnswer();
        UUID id = a.insertCopy(of);
        a.sql(
            """
            INSERT INTO ledger_leaf SELECT tenant_id, number, entries, 'answer', :id, 0, :sha256
            FROM ledger_seal WHERE tenant_id = :tenant AND number = :seal
            """,
            Map.of("id", id, "sha256", a.hash(id), "seal", a.leaf(of).seal()));
        return Expected.entry(Kind.ENTRY_INSERTED, id);
      }),
  SEALED_ANSWERS_REORDERED(
      a -> {
        UUID id = a.sealedAnswer();
        Leaf one = a.leaf(id);
        int other = one.position() == 0 ? 1 : 0;
        move(a, one.seal(), other, 1_000);
        move(a, one.seal(), one.position(), other);
        move(a, one.seal(), 1_000, one.position());
        return Expected.entry(Kind.ENTRIES_REORDERED, id);
      }),
  SEALED_ANSWER_AND_LEAF_CHANGED(
      a -> {
        UUID id = a.sealedAnswer();
        a.rewrite(id);
        return Expected.seal(Kind.LEAVES_ALTERED, a.refit(id));
      }),
  SEALED_LEAF_CHANGED(
      a -> {
        UUID id = a.sealedAnswer();
        a.sql(
            """
            UPDATE ledger_leaf SET sha256 = sha256(sha256) WHERE tenant_id = :tenant AND id = :id AND kind = 'answer'
            """,
            id);
        return Expected.entry(Kind.LEAVES_ALTERED, id);
      }),
  SEALED_LEAF_OF_ANOTHER_ENTRY(
      a -> {
        UUID id = a.sealedAnswer();
        UUID other = UUID.randomUUID();
        a.sql(
            "UPDATE ledger_leaf SET id = :new WHERE tenant_id = :tenant AND id = :id AND kind = 'answer'",
            Map.of("id", id, "new", other));
        return Expected.entry(Kind.ENTRY_INSERTED, id);
      }),
  SEAL_MADE_TO_FIT(
      a -> {
        long seal = a.rewriteWithSeal(a.sealedAnswer());
        return Expected.seal(Kind.SIGNATURE_WRONG, seal);
      }),
  SEALS_SIGNED_BY_ANOTHER_KEY(
      a -> {
        long seal = a.rewriteWithSeal(a.sealedAnswer());
        a.resign(strangersKey(), seal);
        return Expected.seal(Kind.KEY_NOT_TRUSTED, seal);
      }),
  SEAL_SIGNED_AGAIN_WITH_A_STOLEN_KEY(
      a -> {
        long seal = a.rewriteWithSeal(a.ledger.answers.getFirst());
        a.sign(TestLedger.bean(LedgerKeys.class).current(), seal);
        return Expected.seal(Kind.CHAIN_BROKEN, seal + 1);
      }),
  SEAL_CHANGED(
      a -> {
        long seal = a.leaf(a.sealedAnswer()).seal();
        a.sql(
            "UPDATE ledger_seal SET "
                + a.one(
                    "at = at - interval '1 day'",
                    "founding = NOT founding",
                    "root = sha256(root)",
                    "key_id = sha256(key_id)",
                    "previous = sha256(previous)")
                + " WHERE tenant_id = :tenant AND number = :number",
            Map.of("number", seal));
        return Expected.seal(Kind.SEAL_ALTERED, seal);
      }),
  SEAL_DELETED_FROM_THE_MIDDLE(
      a -> {
        long seal = a.random.nextLong(1, a.head());
        a.sql(
            "DELETE FROM ledger_leaf WHERE tenant_id = :tenant AND seal_number = :number",
            Map.of("number", seal));
        a.sql(
            "DELETE FROM ledger_seal WHERE tenant_id = :tenant AND number = :number",
            Map.of("number", seal));
        return Expected.seal(Kind.SEAL_MISSING, seal);
      }),
  SEALED_END_CUT(
      a -> {
        long from = a.random.nextLong(1, a.head() + 1);
        for (Leaf leaf : a.seals().leaves(a.handle, a.ledger.tenant(), from, a.head())) {
          switch (leaf.key().kind()) {
            case ANSWER -> a.remove(leaf.key().id());
            case PART ->
                a.sql(
                    "DELETE FROM answer_part WHERE tenant_id = :tenant AND answer_id = :id",
                    leaf.key().id());
            case FEEDBACK ->
                a.sql(
                    "DELETE FROM answer_feedback WHERE tenant_id = :tenant AND id = :id",
                    leaf.key().id());
            case ERASURE -> throw new IllegalStateException("nothing was erased");
          }
        }
        for (String table :
            new String[] {"ledger_leaf WHERE seal_number", "ledger_seal WHERE number"}) {
          a.sql("DELETE FROM " + table + " >= :from AND tenant_id = :tenant", Map.of("from", from));
        }
        return Expected.chain(Kind.CHAIN_CUT);
      }),
  EVERYTHING_DELETED(
      a -> {
        a.removeEverything();
        return Expected.chain(Kind.CHAIN_CUT);
      }),
  OLD_STATE_RESTORED(
      a -> {
        a.keepCopies();
        unlocked(a, () -> a.ledger.append(2).seal());
        a.removeEverything();
        a.restoreCopies();
        return Expected.chain(Kind.CHAIN_CUT);
      }),
  OLD_STATE_RESTORED_AND_GONE_ON_FROM(
      a -> {
        a.keepCopies();
        unlocked(a, () -> a.ledger.append(2).seal());
        a.removeEverything();
        a.restoreCopies();
        unlocked(a, () -> a.ledger.append(3).seal().append(1).seal());
        return Expected.chain(Kind.CHAIN_REPLACED);
      }),
  SEALED_ANSWER_ERASED_WITH_A_FALSE_TOMBSTONE(
      a -> {
        UUID id = a.sealedAnswer();
        UUID erasure = UUID.randomUUID();
        a.sql(
            """
            INSERT INTO ledger_erasure (tenant_id, id, at, by, reason, what, subject)
            VALUES (:tenant, :erasure, now(), 'admin', 'asked for', 'answer', :id)
            """,
            Map.of("id", id, "erasure", erasure));
        a.sql(
            """
            INSERT INTO ledger_erased (tenant_id, kind, id, n, erasure_id, at)
            VALUES (:tenant, 'answer', :id, 0, :erasure, now())
            """,
            Map.of("id", id, "erasure", erasure));
        a.remove(id);
        return Expected.entry(Kind.TOMBSTONE_FALSE, id);
      }),
  SHARED_PROMPT_CHANGED(
      a -> {
        a.sql("UPDATE prompt SET text = text || ' Lie.' WHERE tenant_id = :tenant", Map.of());
        return Expected.entry(Kind.PROMPT_ALTERED, a.ledger.answers.getFirst());
      }),
  SHARED_PROMPT_DELETED(
      a -> {
        a.sql("DELETE FROM prompt WHERE tenant_id = :tenant", Map.of());
        return Expected.entry(Kind.PROMPT_DELETED, a.ledger.answers.getFirst());
      }),
  SHARED_PROMPT_EXCHANGED(
      a -> {
        UUID id = a.sealedAnswer();
        a.sql(
            "INSERT INTO prompt SELECT tenant_id, sha256('Lie.'), 'Lie.' FROM prompt WHERE tenant_id = :tenant",
            Map.of());
        a.sql(
            "UPDATE answer SET prompt_sha256 = sha256('Lie.') WHERE tenant_id = :tenant AND id = :id",
            id);
        return Expected.entry(Kind.ENTRY_ALTERED, id);
      }),
  QUOTED_VERSION_CHANGED(
      a -> {
        a.sql(
            "UPDATE document_version SET text = replace(text, '26', '27') WHERE tenant_id = :tenant",
            Map.of());
        return Expected.chain(Kind.EVIDENCE_ALTERED);
      }),
  TAIL_ANSWER_CHANGED(
      a -> {
        UUID id = a.tailAnswer();
        a.rewrite(id);
        return Expected.entry(Kind.ENTRY_ALTERED, id);
      }),
  TAIL_ANSWER_CHANGED_AND_QUEUED_ANEW(
      a -> {
        UUID id = a.tailAnswer();
        a.rewrite(id);
        a.sql(
            "UPDATE ledger_queue SET sha256 = :sha256 WHERE tenant_id = :tenant AND id = :id AND kind = 'answer'",
            Map.of("id", id, "sha256", a.hash(id)));
        return Expected.entry(Kind.ENTRY_INSERTED, id);
      }),
  TAIL_ANSWER_TAKEN_OFF_THE_QUEUE(
      a -> {
        UUID id = a.tailAnswer();
        a.sql(
            "DELETE FROM ledger_queue WHERE tenant_id = :tenant AND id = :id AND kind = 'answer'",
            id);
        return Expected.entry(Kind.ENTRY_INSERTED, id);
      }),
  TAIL_ANSWER_DELETED(
      a -> {
        UUID id = a.tailAnswer();
        a.remove(id);
        return Expected.entry(Kind.ENTRY_DELETED, id);
      }),
  TAIL_ANSWER_INSERTED_AND_QUEUED(
      a -> {
        UUID id = a.insertCopy(a.tailAnswer());
        a.sql(
            """
            INSERT INTO ledger_queue (tenant_id, kind, id, n, sha256, mac)
            SELECT tenant_id, 'answer', :id, 0, :sha256, mac FROM ledger_queue
            WHERE tenant_id = :tenant AND kind = 'answer' LIMIT 1
            """,
            Map.of("id", id, "sha256", a.hash(id)));
        return Expected.entry(Kind.ENTRY_INSERTED, id);
      }),
  TAIL_ANSWER_INSERTED_AS_IF_FROM_BEFORE_SEALING(
      a -> {
        UUID id = a.insertCopy(a.tailAnswer());
        a.sql(
            """
            INSERT INTO ledger_queue (tenant_id, kind, id, n, sha256) VALUES (:tenant, 'answer', :id, 0, :sha256)
            """,
            Map.of("id", id, "sha256", a.hash(id)));
        unlocked(a, a.ledger::seal);
        return Expected.entry(Kind.ENTRY_INSERTED, id);
      });

  private final Function<Attacker, Expected> deed;

  Tampering(Function<Attacker, Expected> deed) {
    this.deed = deed;
  }

  Expected by(Attacker attacker) {
    return deed.apply(attacker);
  }

  private static void move(Attacker a, long seal, int from, int to) {
    a.sql(
        "UPDATE ledger_leaf SET position = :to WHERE tenant_id = :tenant AND seal_number = :seal AND position = :from",
        Map.of("seal", seal, "from", from, "to", to));
  }

  private static void unlocked(Attacker a, Runnable work) {
    a.handle.execute("SELECT pg_advisory_unlock(?, ?)", 0x5EA1, a.ledger.tenant());
    work.run();
    a.handle.execute("SELECT pg_advisory_lock(?, ?)", 0x5EA1, a.ledger.tenant());
  }

  private static SigningKey strangersKey() {
    try {
      return SigningKey.make(Files.createTempDirectory("stranger").resolve("key.pem"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
