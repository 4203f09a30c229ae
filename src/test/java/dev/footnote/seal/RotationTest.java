package dev.footnote.seal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.audit.StoredEntries;
import dev.footnote.jobs.Regularly;
import dev.footnote.store.Database;
import dev.footnote.store.Sha256;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Another key takes over, as it does when the service starts with it. */
@QuarkusTest
class RotationTest {
  private static final Path OLD = Path.of("src", "test", "ledger", "key.pem");

  @Inject Database database;
  @Inject SealRepository seals;
  @Inject QueueRepository queue;
  @Inject StoredEntries entries;
  @Inject SealLedger before;
  @Inject Regularly regularly;
  @Inject InstantSource clock;

  @Test
  void theFirstSealOfANewKeyIsSignedByBothAndTheChainGoesOn() throws Exception {
    Path file = keyIn(Files.createTempDirectory("footnote-rotation"));
    SigningKey key = SigningKey.parse(Files.readString(file));
    LedgerConfig config = config(file);
    var keys = new LedgerKeys(config);
    var mac = new QueueMac(keys);
    var anchors = new Anchors(config);
    var after =
        new SealLedger(database, seals, queue, keys, mac, anchors, regularly, config, clock);
    try (var ledger = new TestLedger()) {
      // What was appended with the old key waits when the new one comes.
      ledger.append(1).seal().append(1);

      after.seal(ledger.tenant());

      Seal head = database.read(handle -> seals.head(handle, ledger.tenant())).orElseThrow();
      assertThat(head.number()).isEqualTo(2);
      assertThat(head.keyId()).isEqualTo(new Sha256(key.id()));
      assertThat(head.previousKeyId())
          .isEqualTo(new Sha256(SigningKey.parse(Files.readString(OLD)).id()));
      assertThat(head.previousSignature()).isNotNull();
      var verify = new VerifyLedger(database, seals, queue, entries, keys, mac, anchors, config);
      assertThat(verify.verify(ledger.tenant(), 1, null, null).findings()).isEmpty();

      // A process that does not know the new key believes it no more than anybody's.
      assertThat(ledger.verify().findings())
          .extracting(Finding::kind)
          .containsExactly(Finding.Kind.KEY_NOT_TRUSTED);
      ledger.append(1);
      before.seal(ledger.tenant());
      assertThat(before.problem(ledger.tenant()))
          .hasValueSatisfying(problem -> assertThat(problem).contains(key.id()));
      assertThat(
              database.read(handle -> seals.head(handle, ledger.tenant())).orElseThrow().number())
          .isEqualTo(2);
      after.seal(ledger.tenant());
      assertThat(verify.verify(ledger.tenant(), 1, null, null).findings()).isEmpty();
    }
  }

  @Test
  void anchorsSurviveARestartAndAFileThatIsFull() throws Exception {
    Path folder = Files.createTempDirectory("footnote-anchors");
    LedgerConfig config = config(keyIn(folder));
    try (var ledger = new TestLedger()) {
      ledger.append(1).seal();
      Seal head = database.read(handle -> seals.head(handle, ledger.tenant())).orElseThrow();
      var anchors = new Anchors(config);
      for (int i = 0; i < 40; i++) {
        anchors.note(head);
      }

      assertThat(new Anchors(config).of(ledger.tenant())).isEqualTo(List.of(Anchor.of(head)));
      assertThat(folder.resolve("anchors.jsonl")).exists();
      assertThat(folder.resolve("anchors.jsonl.1")).exists();
    }
  }

  private static Path keyIn(Path folder) throws Exception {
    Path file = folder.resolve("key.pem");
    SigningKey.make(file);
    return file;
  }

  private static LedgerConfig config(Path key) {
    return new SmallRyeConfigBuilder()
        .withConverter(Duration.class, 200, new DurationConverter())
        .withDefaultValue("footnote.ledger.folder", String.valueOf(key.getParent()))
        .withDefaultValue("footnote.ledger.key-file", key.toString())
        .withDefaultValue("footnote.ledger.previous-key-file", OLD.toString())
        .withDefaultValue("footnote.ledger.anchor-bytes-max", "2000")
        .withMapping(LedgerConfig.class)
        .build()
        .getConfigMapping(LedgerConfig.class);
  }
}
