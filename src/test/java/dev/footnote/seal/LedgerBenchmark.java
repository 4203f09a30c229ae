package dev.footnote.seal;

import dev.footnote.audit.Ledger;
import dev.footnote.audit.LedgerCitation;
import dev.footnote.audit.LedgerEntry;
import dev.footnote.audit.LedgerFilter;
import dev.footnote.audit.Provenance;
import dev.footnote.audit.ReadLedger;
import dev.footnote.fixtures.FolderCollection;
import dev.footnote.fixtures.StoredDocuments;
import dev.footnote.search.SearchFilter;
import dev.footnote.search.SearchPassages;
import dev.footnote.search.SearchQuery;
import dev.footnote.store.Database;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A large ledger: appending, verifying, asking. Run by {@code bench/ledger}. */
@QuarkusTest
@EnabledIfSystemProperty(named = "footnote.bench.answers", matches = "[0-9]+")
class LedgerBenchmark {
  private static final int IN_ONE_TRANSACTION = 200;
  private static final int WRITERS = 4;
  private static final int SAMPLES = 200;
  private static final int DOCUMENTS = 2_000;
  private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
  private static final String TEXT =
      "Every employee has 27 days of annual leave each year. It is asked for in writing, two weeks ahead.";

  @Inject Database database;
  @Inject Ledger ledger;
  @Inject ReadLedger read;
  @Inject SearchPassages search;
  @Inject SealLedger sealing;
  @Inject VerifyLedger verify;
  @Inject ReadSeals seals;

  private final List<UUID> documents = new ArrayList<>();
  private FolderCollection collection;
  private UUID[] ids;

  @BeforeEach
  void corpus() {
    ids = new UUID[Integer.getInteger("footnote.bench.answers")];
    collection = FolderCollection.apart(Path.of("samples", "corpus"));
  }

  @Test
  void measure() throws Exception {
    int answers = ids.length;
    for (int i = 0; i < DOCUMENTS; i++) {
      documents.add(new UUID(7, i));
    }
    System.out.println("| " + answers + " answers | |\n|---|---|");
    fill(answers);
    seal();
    database.alone(handle -> handle.execute("VACUUM ANALYZE"));
    size(answers);
    verifyAll();
    ask();
    searchBesideAppends();
    collection.close();
  }

  private void fill(int answers) throws InterruptedException {
    long start = System.nanoTime();
    var next = new AtomicInteger();
    each(
        WRITERS,
        writer -> {
          for (int from = next.getAndAdd(IN_ONE_TRANSACTION);
              from < answers;
              from = next.getAndAdd(IN_ONE_TRANSACTION)) {
            int first = from;
            database.change(
                handle -> {
                  for (int i = first; i < Math.min(answers, first + IN_ONE_TRANSACTION); i++) {
                    LedgerEntry entry = entry(i, START.plusSeconds(30L * i));
                    ids[i] = entry.id();
                    ledger.append(handle, entry);
                  }
                });
          }
        });
    rate("filled, " + IN_ONE_TRANSACTION + " in a transaction", answers, start);
  }

  private void seal() {
    long before = seals.head(tenant()).unsealed();
    long start = System.nanoTime();
    while (seals.head(tenant()).unsealed() > 0) {
      sealing.seal(tenant());
    }
    rate("sealed, of what was left when the last was appended", before, start);
  }

  private void verifyAll() {
    long start = System.nanoTime();
    long entries = 0;
    long found = 0;
    Long from = 1L;
    while (from != null) {
      VerifiedLedger page = verify.verify(tenant(), from, null, null);
      entries += page.entries();
      // The invented documents have no versions, which is found; nothing else must be.
      found +=
          page.findings().stream()
              .filter(finding -> finding.kind() != Finding.Kind.EVIDENCE_ALTERED)
              .count();
      from = page.nextFrom();
    }
    rate("verified", entries, start);
    row("found wrong", Long.toString(found));
  }

  private void size(int answers) {
    for (String tables :
        List.of(
            "answer",
            "citation",
            "ledger_leaf",
            "ledger_seal",
            "answer,citation,ledger_leaf,ledger_seal")) {
      long bytes =
          database.<Long>read(
              handle ->
                  handle
                      .createQuery(
                          "SELECT sum(pg_total_relation_size(t::regclass)) FROM unnest(string_to_array(:tables, ',')) t")
                      .bind("tables", tables)
                      .mapTo(Long.class)
                      .one());
      row("bytes for each answer: " + tables, Long.toString(bytes / answers));
    }
  }

  private void ask() {
    var random = new Random(1);
    percentiles("newest page", i -> page(LedgerFilter.ALL));
    percentiles(
        "page of a caller",
        i ->
            page(
                new LedgerFilter(
                    null, null, null, "key " + random.nextInt(50), null, null, null, null)));
    percentiles(
        "page of an hour",
        i -> {
          Instant from = START.plusSeconds(30L * random.nextInt(ids.length));
          page(new LedgerFilter(from, from.plusSeconds(3600), null, null, null, null, null, null));
        });
    percentiles(
        "page by outcome",
        i -> page(new LedgerFilter(null, null, null, null, null, null, null, "no_evidence")));
    percentiles(
        "page by words that are rare",
        i ->
            page(
                new LedgerFilter(
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    "number " + random.nextInt(ids.length),
                    null)));
    percentiles(
        "who cited a document",
        i ->
            read.citing(
                tenant(), documents.get(random.nextInt(DOCUMENTS)), null, null, null, null, 50));
    percentiles("one answer", i -> read.answer(tenant(), ids[random.nextInt(ids.length)]));
    percentiles(
        "proof of one answer",
        i ->
            seals.proof(
                tenant(), dev.footnote.audit.EntryKey.answer(ids[random.nextInt(ids.length)])));
  }

  private void page(LedgerFilter filter) {
    read.answers(tenant(), filter, null, 50);
  }

  private void searchBesideAppends() throws InterruptedException {
    percentiles("search, nothing beside it", this::search);
    var stop = new AtomicBoolean();
    var appended = new AtomicInteger();
    long start = System.nanoTime();
    try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      for (int writer = 0; writer < WRITERS; writer++) {
        writers.execute(
            () -> {
              // 300 a second, by all writers together.
              while (!stop.get()) {
                long begun = System.nanoTime();
                int i = ids.length + appended.getAndIncrement();
                database.change(handle -> ledger.append(handle, entry(i, Instant.now())));
                long rest = WRITERS * 1_000_000_000L / 300 - (System.nanoTime() - begun);
                if (rest > 0) {
                  java.util.concurrent.locks.LockSupport.parkNanos(rest);
                }
              }
            });
      }
      percentiles("search beside 300 appends/s", this::search);
      stop.set(true);
    }
    rate("of those appended", appended.get(), start);
    start = System.nanoTime();
    var alone = new AtomicInteger();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    each(
        WRITERS,
        writer -> {
          while (System.nanoTime() < end) {
            int i = ids.length * 2 + alone.getAndIncrement();
            database.change(handle -> ledger.append(handle, entry(i, Instant.now())));
          }
        });
    rate("appended, one in a transaction, as fast as it goes", alone.get(), start);
  }

  private void search(int i) {
    search.search(
        new SearchQuery(
            tenant(),
            collection.name(),
            "How many days of leave in year " + i + "?",
            8,
            SearchFilter.NONE));
  }

  private int tenant() {
    return collection.scope().tenantId();
  }

  private LedgerEntry entry(int i, Instant at) {
    var random = new Random(i);
    UUID one = documents.get(random.nextInt(DOCUMENTS));
    UUID two = documents.get(random.nextInt(DOCUMENTS));
    boolean none = random.nextInt(10) == 0;
    var candidates = new ArrayList<Provenance.Candidate>();
    var evidence = new ArrayList<Provenance.Passage>();
    for (int rank = 1; rank <= 8; rank++) {
      UUID document = documents.get(random.nextInt(DOCUMENTS));
      candidates.add(
          new Provenance.Candidate(
              rank,
              random.nextInt(1 << 24),
              random.nextInt(1 << 24),
              document,
              1 + random.nextInt(9),
              100,
              700,
              random.nextDouble(),
              rank,
              10 * random.nextDouble(),
              rank,
              random.nextDouble(),
              random.nextDouble(),
              null,
              null));
      evidence.add(
          Provenance.Passage.of(
              rank,
              document,
              1,
              List.of((long) random.nextInt(1 << 24)),
              100,
              700,
              TEXT + rank + i));
    }
    return new LedgerEntry(
        UUID.randomUUID(),
        collection.scope(),
        at,
        "key " + random.nextInt(50),
        "How many days of annual leave does an employee have, in case number " + i + "?",
        none ? "no_evidence" : "grounded",
        none ? "The documents do not say." : TEXT + " [1][2]",
        1,
        i,
        new Provenance(
            collection.name(),
            8,
            Map.of(),
            "bge-small-en-v1.5-q",
            false,
            0,
            new Provenance.Signals(random.nextDouble(), random.nextDouble(), List.of()),
            candidates,
            evidence,
            new Provenance.Answerer("extractive", null, null, Map.of(), List.of(), null),
            List.of(),
            Map.of("evidence_tokens_max", 2000, "k", 8, "profile", "default", "threshold", 0.42),
            Map.of(
                "embed",
                random.nextDouble(),
                "search",
                random.nextDouble(),
                "total",
                random.nextDouble()),
            null,
            List.of("How many days of annual leave does an employee have?"),
            null,
            null,
            null,
            null,
            "0.1.0"),
        none ? List.of() : List.of(citation(1, one), citation(2, two)));
  }

  private static LedgerCitation citation(int n, UUID document) {
    return new LedgerCitation(
        n,
        document,
        1,
        7,
        StoredDocuments.sha256(TEXT),
        "policies/leave-" + document + ".md",
        "Leave",
        List.of("Time off", "Annual leave"),
        null,
        0,
        TEXT.length(),
        0,
        TEXT.length(),
        TEXT,
        true);
  }

  private static void each(int threads, IntConsumer work) throws InterruptedException {
    try (ExecutorService all = Executors.newFixedThreadPool(threads)) {
      for (int i = 0; i < threads; i++) {
        int number = i;
        all.execute(() -> work.accept(number));
      }
      all.shutdown();
      if (!all.awaitTermination(6, TimeUnit.HOURS)) {
        throw new IllegalStateException("Not done after six hours");
      }
    }
  }

  private static void percentiles(String what, IntConsumer work) {
    double[] ms = new double[SAMPLES];
    for (int i = -20; i < SAMPLES; i++) {
      long start = System.nanoTime();
      work.accept(i);
      if (i >= 0) {
        ms[i] = (System.nanoTime() - start) / 1e6;
      }
    }
    Arrays.sort(ms);
    row(what, "p50 %.1f ms, p99 %.1f ms".formatted(ms[SAMPLES / 2], ms[SAMPLES * 99 / 100]));
  }

  private static void rate(String what, long number, long start) {
    double seconds = (System.nanoTime() - start) / 1e9;
    row(what, "%d in %.1f s, %.0f a second".formatted(number, seconds, number / seconds));
  }

  private static void row(String what, String value) {
    System.out.println(String.format(Locale.ROOT, "| %s | %s |", what, value));
  }
}
