package dev.footnote.seal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.audit.EntryKey;
import dev.footnote.store.Database;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * An attacker who owns the tables turns the triggers off and does something at random, in the
 * middle or in the tail. Each time the ledger says what was done, and where. {@code
 * -Dfootnote.tamper.runs} for more, {@code -Dfootnote.tamper.seed} to repeat.
 */
@QuarkusTest
class TamperTest {
  @Inject Database database;

  @Test
  void everyTamperingIsFoundWhereItWasDone() {
    int runs = Integer.getInteger("footnote.tamper.runs", 2 * Tampering.values().length);
    long seed = Long.getLong("footnote.tamper.seed", System.nanoTime());
    System.out.println("Seed of the tamperings: " + seed);
    var random = new Random(seed);
    var done = new EnumMap<Tampering, Integer>(Tampering.class);
    for (int run = 0; run < runs; run++) {
      Tampering tampering = Tampering.values()[run % Tampering.values().length];
      tamper(tampering, new Random(random.nextLong()), seed);
      done.merge(tampering, 1, Integer::sum);
    }
    System.out.println("Tamperings found, each where it was done: " + runs + " " + done);
    assertThat(done.keySet()).hasSize(Math.min(runs, Tampering.values().length));
  }

  private void tamper(Tampering tampering, Random random, long seed) {
    try (var ledger = new TestLedger()) {
      int before = 2 + random.nextInt(4);
      for (int i = 0; i < before; i++) {
        ledger.append(1 + random.nextInt(3)).seal();
      }
      database.alone(
          handle -> {
            // The tail stays one while the attacker is at work.
            handle.execute("SELECT pg_advisory_lock(?, ?)", 0x5EA1, ledger.tenant());
            try {
              int sealed = ledger.answers.size();
              ledger.append(1 + random.nextInt(2));
              var attack = new Attacker(handle, ledger, random, sealed);
              assertThat(ledger.verify().findings()).as("before " + tampering).isEmpty();
              Attacker.Expected expected = tampering.by(attack);
              VerifiedLedger verified = ledger.verify();
              assertThat(verified.intact()).as(tampering + ", seed " + seed).isFalse();
              assertThat(verified.findings())
                  .as(tampering + ", seed " + seed + ": " + expected)
                  .anySatisfy(finding -> assertThat(expected.is(finding)).isTrue());
            } finally {
              handle.execute("SELECT pg_advisory_unlock(?, ?)", 0x5EA1, ledger.tenant());
            }
          });
    }
  }

  @Test
  void thePromptOfAnAnswerThatWaitsForItsSealIsCheckedToo() {
    try (var ledger = new TestLedger()) {
      database.alone(
          handle -> {
            handle.execute("SELECT pg_advisory_lock(?, ?)", 0x5EA1, ledger.tenant());
            try {
              UUID answer = ledger.append();
              new Attacker(handle, ledger, new Random(), 0)
                  .sql("UPDATE prompt SET text = 'Lie.' WHERE tenant_id = :tenant", Map.of());
              assertThat(ledger.verify().findings())
                  .anySatisfy(
                      finding -> {
                        assertThat(finding.kind()).isEqualTo(Finding.Kind.PROMPT_ALTERED);
                        assertThat(finding.entry()).isEqualTo(EntryKey.answer(answer));
                      });
            } finally {
              handle.execute("SELECT pg_advisory_unlock(?, ?)", 0x5EA1, ledger.tenant());
            }
          });
    }
  }

  @Test
  void whatAnAnchorNamesMustBeInTheChain() {
    try (var ledger = new TestLedger()) {
      ledger.append(2).seal();
      Anchor now =
          Objects.requireNonNull(TestLedger.bean(ReadSeals.class).head(ledger.tenant()).anchor());
      Anchor other =
          new Anchor(now.tenantId(), now.number(), Seal.NONE, now.keyId(), now.signature());
      Anchor later =
          new Anchor(now.tenantId(), now.number() + 1, now.seal(), now.keyId(), now.signature());

      assertThat(kinds(ledger, now)).isEmpty();
      assertThat(kinds(ledger, other)).containsExactly(Finding.Kind.CHAIN_REPLACED);
      assertThat(kinds(ledger, later)).containsExactly(Finding.Kind.CHAIN_CUT);
      assertThat(Anchor.parse(now.text())).contains(now);
    }
  }

  private static Finding.Kind[] kinds(TestLedger ledger, Anchor anchor) {
    return TestLedger.bean(VerifyLedger.class)
        .verify(ledger.tenant(), 1, null, anchor)
        .findings()
        .stream()
        .map(Finding::kind)
        .toArray(Finding.Kind[]::new);
  }

  @Test
  void tamperingsCoverTheTailAndTheMiddle() {
    assertThat(Arrays.stream(Tampering.values()).map(Enum::name))
        .anyMatch(name -> name.startsWith("TAIL_"))
        .anyMatch(name -> name.startsWith("SEALED_"));
  }
}
