package dev.footnote.seal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.audit.EntryKey;
import dev.footnote.audit.LedgerQueue;
import dev.footnote.audit.StoredEntries;
import dev.footnote.store.Database;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The verifier that strangers run, over what the service exports. */
@QuarkusTest
class ExportedLedgerTest {
  private static final String KEY = "src/test/ledger/key.pub.pem";

  @Inject Database database;
  @Inject ExportLedger export;

  private TestLedger ledger;
  private Path folder;

  @BeforeEach
  void tenantOfItsOwn() throws IOException {
    folder = Files.createTempDirectory("footnote-export");
    ledger = new TestLedger();
  }

  @AfterEach
  void leaveNothing() {
    ledger.close();
  }

  private record Verdict(int exit, String said) {}

  @Test
  void aTrueExportIsIntact() throws Exception {
    ledger.append(2).seal().append(3).seal();
    oldEntry();
    ledger.seal();

    Verdict verdict = verify(exported(1), "--key", KEY);

    assertThat(verdict.said()).contains("Intact: 16 entries under 3 seals");
    assertThat(verdict.exit()).isZero();
  }

  @Test
  void anExportIsResumedAtASeal() throws Exception {
    ledger.append(1).seal().append(1).seal().append(1).seal();

    List<String> rest = exported(2);
    Verdict verdict = verify(rest, "--key", KEY);

    assertThat(rest).filteredOn(line -> line.contains("\"type\":\"prompt\"")).hasSize(1);
    assertThat(verdict.said()).contains("Intact: 6 entries under 2 seals");
  }

  @Test
  void everyTamperingIsNamedByItsLine() throws Exception {
    ledger.append(2).seal().append(2).seal();
    List<String> lines = exported(1);
    // Line 1 is the head, line 2 the prompt; a seal follows the six entries of its two answers.
    int answer = indexOf(lines, "\"kind\":\"answer\"") + 1;

    assertNamed(lines, "line " + answer, edit(answer, "Leave is 26", "Leave is 99"));
    assertNamed(lines, "line " + answer, edit(answer, "\"caller\":\"ada\"", "\"caller\":\"eve\""));
    assertNamed(lines, "line " + answer, edit(answer, "\"page\":3", "\"page\":4"));
    assertNamed(lines, "line " + answer, edit(answer, "\\\"k\\\":8", "\\\"k\\\":9"));
    assertNamed(lines, "line 9", edit(9, "\"entries\":6", "\"entries\":5"));
    assertNamed(lines, "line 9", edit(9, "\"signature\":\"", "\"signature\":\"00"));
    assertNamed(lines, "line 2", edit(2, "data.", "lies."));
    assertNamed(lines, "line " + (answer - 1), without(2));
    assertNamed(lines, "line 4", without(4));
    assertNamed(lines, "line 4", swapped(4, 5));
    assertNamed(lines, "line 15", without(9));
    assertNamed(lines, "line 15", without(16, 17));
    assertNamed(lines, "line 7", all -> doubled(all, 6));
  }

  @Test
  void aKeyThatWasNotGivenIsNotBelieved() throws Exception {
    ledger.append(1).seal();
    SigningKey.make(folder.resolve("other.pem"));

    Verdict verdict = verify(exported(1), "--key", folder.resolve("other.pem.pub").toString());

    assertThat(verdict.said()).contains("signed with a key that was not given");
    assertThat(verdict.exit()).isEqualTo(1);
  }

  @Test
  void aCutChainIsSeenByItsAnchor() throws Exception {
    ledger.append(1).seal();
    List<String> before = exported(1);
    ledger.append(1).seal();
    Anchor anchor =
        Objects.requireNonNull(TestLedger.bean(ReadSeals.class).head(ledger.tenant()).anchor());
    Path anchors = Files.writeString(folder.resolve("anchors"), anchor.text());

    assertThat(verify(before, "--key", KEY, "--anchor", anchors.toString()).said())
        .contains("an anchor names seal 2");
    assertThat(verify(exported(1), "--key", KEY, "--anchor", anchors.toString()).exit()).isZero();
  }

  /** As the service wrote them before there were seals: hashed over canonical JSON. */
  private void oldEntry() {
    UUID old = ledger.answers.getFirst();
    UUID id = UUID.randomUUID();
    var key = EntryKey.answer(id);
    database.change(
        handle -> {
          handle.execute(
              """
              INSERT INTO answer (tenant_id, id, collection_id, at, caller, question, outcome, text, generation_id,
                watermark, record, entry_sha256, form)
              SELECT tenant_id, ?, collection_id, '2026-01-01T00:00:00Z', caller, 'An old one: é 🙂',
                outcome, text, generation_id, watermark, CAST(CAST(record AS jsonb) AS json), entry_sha256, 1
              FROM answer WHERE id = ?
              """,
              id,
              old);
          byte[] sha256 =
              Objects.requireNonNull(
                  TestLedger.bean(StoredEntries.class)
                      .sha256s(handle, ledger.tenant(), List.of(key))
                      .get(key));
          TestLedger.bean(LedgerQueue.class).add(handle, ledger.tenant(), key, sha256);
        });
  }

  private void assertNamed(List<String> lines, String where, UnaryOperator<List<String>> tampering)
      throws Exception {
    List<String> tampered = tampering.apply(new ArrayList<>(lines));
    assertThat(tampered).isNotEqualTo(lines);
    Verdict verdict = verify(tampered, "--key", KEY);
    assertThat(verdict.said()).contains(where + ": ");
    assertThat(verdict.exit()).isEqualTo(1);
  }

  private static UnaryOperator<List<String>> edit(int line, String what, String with) {
    return lines -> {
      lines.set(line - 1, lines.get(line - 1).replace(what, with));
      return lines;
    };
  }

  private static UnaryOperator<List<String>> without(int... numbers) {
    return lines -> {
      for (int i = numbers.length - 1; i >= 0; i--) {
        lines.remove(numbers[i] - 1);
      }
      return lines;
    };
  }

  private static UnaryOperator<List<String>> swapped(int one, int other) {
    return lines -> {
      Collections.swap(lines, one - 1, other - 1);
      return lines;
    };
  }

  private static List<String> doubled(List<String> lines, int line) {
    lines.add(line, lines.get(line - 1));
    return lines;
  }

  private static int indexOf(List<String> lines, String part) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(part)) {
        return i;
      }
    }
    throw new AssertionError("No line holds " + part);
  }

  private List<String> exported(long from) throws IOException {
    Path file = folder.resolve("export.jsonl");
    try (OutputStream out = Files.newOutputStream(file)) {
      export.lines(ledger.tenant(), from, null).to(out);
    }
    return Files.readAllLines(file);
  }

  private Verdict verify(List<String> lines, String... options) throws Exception {
    Path file = Files.write(folder.resolve("given.jsonl"), lines);
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("tools/VerifyLedger.java");
    command.add(file.toString());
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return new Verdict(process.exitValue(), said);
  }
}
