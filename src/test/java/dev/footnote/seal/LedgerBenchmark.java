package dev.footnote.seal;

import dev.footnote.audit.CitedWhere;
import dev.footnote.audit.Ledger;
import dev.footnote.audit.LedgerCitation;
import dev.footnote.audit.LedgerEntry;
import dev.footnote.audit.LedgerFilter;
import dev.footnote.audit.LedgerOrder;
import dev.footnote.audit.Provenance;
import dev.footnote.audit.ReadLedger;
import dev.footnote.fixtures.FolderCollection;
import dev.footnote.fixtures.StoredDocuments;
import dev.footnote.search.SearchFilter;
import dev.footnote.search.SearchPassages;
import dev.footnote.search.SearchQuery;
import dev.footnote.store.Database;
import dev.footnote.store.Scope;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
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
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
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

  /** Every so many documents were edited after all answers had been given. */
  private static final int STALE = 10;

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
  private Scope scope;
  private UUID[] ids;

  @BeforeEach
  void corpus() {
    ids = new UUID[Integer.getInteger("footnote.bench.answers")];
    collection = FolderCollection.apart(Path.of("samples", "corpus"));
    scope = collection.scope();
    for (int i = 0; i < DOCUMENTS; i++) {
      documents.add(new UUID(7, i));
    }
  }

  @Test
  void measure() throws Exception {
    int answers = ids.length;
    System.out.println("| " + answers + " answers | |\n|---|---|");
    if (filledBefore(answers)) {
      row("filled", "before");
    } else {
      database.change(this::documents);
      fill(answers);
      seal();
      follow();
      database.alone(handle -> handle.execute("VACUUM ANALYZE"));
    }
    size(answers);
    verifyAll();
    ask();
    searchBesideAppends();
    collection.close();
  }

  /** Whether the database holds the ledger of an earlier run, which is measured once more. */
  private boolean filledBefore(int answers) {
    List<UUID> kept =
        database.read(
            handle ->
                handle
                    .createQuery("SELECT id FROM answer ORDER BY at LIMIT :answers")
                    .bind("answers", answers)
                    .mapTo(UUID.class)
                    .list());
    if (kept.size() < answers) {
      return false;
    }
    ids = kept.toArray(UUID[]::new);
    scope =
        database.read(
            handle ->
                handle
                    .createQuery("SELECT tenant_id, collection_id FROM answer WHERE id = :id")
                    .bind("id", ids[0])
                    .map((row, context) -> new Scope(row.getInt(1), row.getInt(2)))
                    .one());
    return true;
  }

  /** The documents that are cited. */
  private void documents(Handle handle) {
    onDocuments(
        handle,
        """
        INSERT INTO document (tenant_id, collection_id, id, source_id, uri, state, current_version, created_at, updated_at)
        SELECT tenant_id, collection_id, document_id, source.id, 'policies/leave-' || document_id || '.md', 'indexed', 1, now(), now()
        FROM source CROSS JOIN unnest(:ids) AS document_id WHERE tenant_id = :tenant AND collection_id = :collection
        """,
        documents);
    version(handle, 1, TEXT, documents);
  }

  /** Edits some of the documents, so that what cites them is stale. */
  private void edit(Handle handle) {
    List<UUID> edited =
        IntStream.range(0, DOCUMENTS / STALE).mapToObj(i -> documents.get(i * STALE)).toList();
    onDocuments(
        handle,
        """
        UPDATE document_version SET valid_to = now(), watermark_to = watermark_from + 1
        WHERE tenant_id = :tenant AND collection_id = :collection AND document_id = ANY (:ids)
        """,
        edited);
    version(handle, 2, "Something else.", edited);
    onDocuments(
        handle,
        """
        UPDATE document SET current_version = 2
        WHERE tenant_id = :tenant AND collection_id = :collection AND id = ANY (:ids)
        """,
        edited);
    onDocuments(
        handle,
        """
        INSERT INTO change (tenant_id, collection_id, watermark, at, kind, document_id, version, uri)
        SELECT d.tenant_id, d.collection_id, c.watermark + row_number() OVER (), now(), 'indexed', d.id, 2, d.uri
        FROM document d JOIN collection c ON c.tenant_id = d.tenant_id AND c.id = d.collection_id
        WHERE d.tenant_id = :tenant AND d.collection_id = :collection AND d.id = ANY (:ids)
        """,
        edited);
    onDocuments(
        handle,
        """
        UPDATE collection SET watermark = watermark + cardinality(:ids)
        WHERE tenant_id = :tenant AND id = :collection
        """,
        edited);
  }

  private void version(Handle handle, int number, String text, List<UUID> ids) {
    onDocuments(
        handle,
        """
        INSERT INTO document_version (tenant_id, collection_id, document_id, number, format, metadata, content_sha256,
          byte_size, text, outline, pages, parser, valid_from, watermark_from)
        SELECT :tenant, :collection, id, %1$d, 'text', '{}', sha256('%2$s'), length('%2$s'), '%2$s', '[]', '{}', 'test', now(), %1$d
        FROM unnest(:ids) AS id
        """
            .formatted(number, text),
        ids);
  }

  private void onDocuments(Handle handle, String sql, List<UUID> ids) {
    handle
        .createUpdate(sql)
        .bind("tenant", scope.tenantId())
        .bind("collection", scope.collectionId())
        .bindArray("ids", UUID.class, ids)
        .execute();
  }

  /** Waits until it is known what became of what was cited. */
  private void follow() {
    long start = System.nanoTime();
    long left = unread();
    Awaitility.await().atMost(Duration.ofHours(2)).until(() -> unread() == 0);
    rate("followed, of what was left when all were sealed", left, start);
    database.change(this::edit);
    Awaitility.await().atMost(Duration.ofHours(2)).until(this::editsAreFollowed);
  }

  private boolean editsAreFollowed() {
    return database.<Boolean>read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT p.watermark = c.watermark FROM collection c
                    JOIN staleness_progress p ON p.tenant_id = c.tenant_id AND p.collection_id = c.id
                    WHERE c.tenant_id = :tenant AND c.id = :collection
                    """)
                .bind("tenant", scope.tenantId())
                .bind("collection", scope.collectionId())
                .mapTo(Boolean.class)
                .one());
  }

  private long unread() {
    return database.<Long>read(
        handle -> handle.createQuery("SELECT count(*) FROM answer_unread").mapTo(Long.class).one());
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
      // The invented evidence stands in no document, which is found; nothing else must be.
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
    percentiles("page by outcome", i -> page(outcome("no_evidence")));
    percentiles("page of an outcome that is rare", i -> page(outcome("refused")));
    percentiles("page of what is stale", i -> page(stale(null, null)));
    percentiles(
        "page of what became stale in the last hour",
        i -> page(stale(null, Instant.now().minusSeconds(3600))));
    percentiles(
        "page of what cited a path and is stale",
        i -> page(stale(uri(STALE * random.nextInt(DOCUMENTS / STALE)), null)));
    percentiles("page of what cited a path", i -> page(path(uri(random.nextInt(DOCUMENTS)))));
    percentiles("page of what cited below a folder", i -> page(path("policies/")));
    percentiles("page of what cited below a folder that nobody cites", i -> page(path("none/")));
    percentiles(
        "page of what is stale, most asked first",
        i -> read.answers(tenant(), stale(null, null), LedgerOrder.MOST_ASKED, null, 50));
    percentiles(
        "page of all, most asked first",
        i -> read.answers(tenant(), LedgerFilter.ALL, LedgerOrder.MOST_ASKED, null, 50));
    percentiles("page by words that are common", i -> page(words("annual leave")));
    percentiles("page by words that none has", i -> page(words("irrigation")));
    percentiles(
        "page by words that are rare", i -> page(words("number " + random.nextInt(ids.length))));
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

  private static LedgerFilter outcome(String outcome) {
    return new LedgerFilter(null, null, null, null, null, null, null, outcome);
  }

  private static LedgerFilter words(String words) {
    return new LedgerFilter(null, null, null, null, null, null, words, null);
  }

  private static LedgerFilter path(String path) {
    return cited(new CitedWhere(null, null, path, null, false, null));
  }

  private static LedgerFilter stale(@Nullable String path, @Nullable Instant since) {
    return cited(new CitedWhere(null, null, path, null, true, since));
  }

  private static LedgerFilter cited(CitedWhere where) {
    return new LedgerFilter(null, null, null, null, null, null, null, null, where);
  }

  private String uri(int document) {
    return "policies/leave-" + documents.get(document) + ".md";
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
            collection.scope().tenantId(),
            collection.name(),
            "How many days of leave in year " + i + "?",
            8,
            SearchFilter.NONE));
  }

  private int tenant() {
    return scope.tenantId();
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
        scope,
        at,
        "key " + random.nextInt(50),
        "How many days of annual leave does an employee have, in case number " + i + "?",
        none ? "no_evidence" : "grounded",
        none ? "The documents do not say." : TEXT + " [1][2]",
        1,
        1,
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
            "0.1.0",
            null),
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
