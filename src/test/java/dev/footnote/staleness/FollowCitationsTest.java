package dev.footnote.staleness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.footnote.audit.CitationStatus;
import dev.footnote.audit.CitedWhere;
import dev.footnote.audit.Ledger;
import dev.footnote.audit.LedgerEntry;
import dev.footnote.audit.LedgerFilter;
import dev.footnote.audit.LedgerPage;
import dev.footnote.audit.ReadLedger;
import dev.footnote.document.CollectionRepository;
import dev.footnote.document.DocumentKey;
import dev.footnote.fixtures.FolderCollection;
import dev.footnote.fixtures.FolderHistory;
import dev.footnote.fixtures.LedgerEntries;
import dev.footnote.history.CitedSpan;
import dev.footnote.history.DocumentHistory;
import dev.footnote.history.VersionChoice;
import dev.footnote.store.Database;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
class FollowCitationsTest {
  private static final Pattern SENTENCE = Pattern.compile("[A-Z][a-z0-9 ]+\\.(?= |\n|$)");

  @Inject Database database;
  @Inject CollectionRepository collections;
  @Inject Ledger ledger;
  @Inject ReadLedger readLedger;
  @Inject StaleFeed feed;
  @Inject FollowCitations follow;
  @Inject ProgressRepository progress;
  @Inject DocumentHistory history;
  @Inject EstimateImpact impact;
  @Inject CitedSpanRepository spans;

  @Test
  void anAnswerGoesStaleWithTheEditAndIsCurrentAgainWhenTheTextComesBack(@TempDir Path folder) {
    FolderCollection.put(folder.resolve("leave.md"), "# Leave\n\nLeave is 26 days.\n");
    try (FolderCollection collection = FolderCollection.apart(folder)) {
      UUID answer = append(collection, quote(collection, "leave.md", "Leave is 26 days.")).id();

      collection.write("leave.md", "# Leave\n\nLeave is 27 days.\n");
      caughtUp(collection);
      assertThat(stale(collection)).containsExactly(answer);
      collection.write("leave.md", "# Leave\n\nLeave is 26 days.\n");
      caughtUp(collection);
      assertThat(stale(collection)).isEmpty();

      assertThat(events(collection))
          .extracting(StaleEvent::from, StaleEvent::to, StaleEvent::answers)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple(
                  CitationStatus.CURRENT, CitationStatus.SUPERSEDED, List.of(answer)),
              org.assertj.core.groups.Tuple.tuple(
                  CitationStatus.SUPERSEDED, CitationStatus.CURRENT, List.of(answer)));
      assertThat(events(collection).getFirst().now())
          .isEqualTo(new StaleEvent.Now(2, "leave.md", 7, 24));
    }
  }

  @Test
  void aCitationThatOnlyMovedIsNotStale(@TempDir Path folder) {
    FolderCollection.put(folder.resolve("leave.md"), "# Leave\n\nLeave is 26 days.\n");
    try (FolderCollection collection = FolderCollection.apart(folder)) {
      append(collection, quote(collection, "leave.md", "Leave is 26 days."));
      collection.write("leave.md", "# Leave\n\nAsk in time.\n\nLeave is 26 days.\n");
      caughtUp(collection);

      assertThat(events(collection))
          .singleElement()
          .satisfies(
              event -> {
                assertThat(event.to()).isEqualTo(CitationStatus.MOVED);
                assertThat(event.stale()).isFalse();
              });
      assertThat(stale(collection)).isEmpty();
      assertThat(answers(collection, false))
          .singleElement()
          .extracting(LedgerPage.Summary::stale)
          .isEqualTo(0);
    }
  }

  @Test
  void anAnswerThatSawTheDocumentBeforeAnEditAndIsKeptAfterItIsTold(@TempDir Path folder) {
    FolderCollection.put(folder.resolve("leave.md"), "# Leave\n\nLeave is 26 days.\n");
    try (FolderCollection collection = FolderCollection.apart(folder)) {
      LedgerEntries.Quoted quote = quote(collection, "leave.md", "Leave is 26 days.");
      UUID early = append(collection, quote).id();
      long watermark = watermark(collection);
      collection.write("leave.md", "# Leave\n\nLeave is 27 days.\n");
      caughtUp(collection);

      UUID late = append(collection, watermark, quote).id();
      caughtUp(collection);

      assertThat(stale(collection)).containsExactlyInAnyOrder(early, late);
      assertThat(events(collection))
          .extracting(StaleEvent::answers)
          .containsExactly(List.of(early), List.of(late));
    }
  }

  @Test
  void theFeedReadEventByEventMissesAndRepeatsNone(@TempDir Path folder) {
    FolderCollection.put(folder.resolve("leave.md"), "Leave is 26 days.\n");
    try (FolderCollection collection = FolderCollection.apart(folder)) {
      append(collection, quote(collection, "leave.md", "Leave is 26 days."));
      for (int days : List.of(27, 26, 28)) {
        collection.write("leave.md", "Leave is %d days.\n".formatted(days));
        caughtUp(collection);
      }
      int tenant = collection.scope().tenantId();
      List<StaleEvent> all = feed.after(tenant, 0, StaleFeed.LIMIT_MAX);
      assertThat(all).hasSize(3);

      long last = 0;
      for (StaleEvent event : all) {
        assertThat(feed.after(tenant, last, 1)).containsExactly(event);
        last = event.id();
      }
      assertThat(feed.after(tenant, last, 1)).isEmpty();
    }
  }

  @Test
  void oneRowFollowsASpanHoweverManyAnswersCiteIt(@TempDir Path folder) {
    FolderCollection.put(folder.resolve("leave.md"), "# Leave\n\nLeave is 26 days.\n");
    try (FolderCollection collection = FolderCollection.apart(folder)) {
      LedgerEntries.Quoted quote = quote(collection, "leave.md", "Leave is 26 days.");
      for (int i = 0; i < 20; i++) {
        append(collection, quote, quote);
      }
      caughtUp(collection);
      collection.write("leave.md", "# Leave\n\nLeave is 27 days.\n");
      caughtUp(collection);

      assertThat(
              collection.rows(
                  "SELECT id FROM cited_span WHERE tenant_id = :tenant AND collection_id = :collection"))
          .hasSize(1);
      assertThat(events(collection)).hasSize(1);
      assertThat(events(collection).getFirst().answers()).hasSize(20);
    }
  }

  @Test
  void oldEventsAreForgottenAndStatusesAreNot(@TempDir Path folder) {
    FolderCollection.put(folder.resolve("leave.md"), "# Leave\n\nLeave is 26 days.\n");
    try (FolderCollection collection = FolderCollection.apart(folder)) {
      UUID answer = append(collection, quote(collection, "leave.md", "Leave is 26 days.")).id();
      collection.write("leave.md", "# Leave\n\nLeave is 27 days.\n");
      caughtUp(collection);
      Instant edited = events(collection).getFirst().at();

      database.change(handle -> spans.forget(handle, edited, 10_000));
      assertThat(events(collection)).hasSize(1);
      database.change(handle -> spans.forget(handle, edited.plusNanos(1_000), 10_000));

      assertThat(events(collection)).isEmpty();
      assertThat(stale(collection)).containsExactly(answer);
    }
  }

  @Test
  void anotherTenantReadsNoEventOfThisOne(@TempDir Path folder, @TempDir Path other) {
    FolderCollection.put(folder.resolve("leave.md"), "Leave is 26 days.\n");
    FolderCollection.put(other.resolve("leave.md"), "Leave is 26 days.\n");
    try (FolderCollection collection = FolderCollection.apart(folder);
        FolderCollection stranger = FolderCollection.apart(other)) {
      append(collection, quote(collection, "leave.md", "Leave is 26 days."));
      collection.write("leave.md", "Leave is 27 days.\n");
      caughtUp(collection);
      caughtUp(stranger);

      assertThat(events(collection)).hasSize(1);
      assertThat(events(stranger)).isEmpty();
      assertThat(feed.newest(stranger.scope().tenantId())).isZero();
      assertThat(stale(stranger)).isEmpty();
      int tenant = stranger.scope().tenantId();
      UUID document = events(collection).getFirst().documentId();
      var first = new VersionChoice.Numbered(1);
      assertThat(history.compare(tenant, document, first, new VersionChoice.Newest())).isEmpty();
      assertThat(history.find(tenant, document, first)).isEmpty();
      assertThat(impact.document(tenant, document)).isEmpty();
      assertThat(impact.document(tenant, collection.name(), "leave.md")).isEmpty();
    }
  }

  @Test
  void statusesReverseQueryAndFeedAgreeWithTheFilesWhateverHappensToThem(@TempDir Path root)
      throws IOException {
    for (int round = 0; round < 2; round++) {
      long seed = new Random().nextLong();
      System.out.println("FollowCitationsTest seed " + seed);
      Path folder = Files.createDirectory(root.resolve("round" + round));
      live(folder, seed);
    }
  }

  private void live(Path folder, long seed) throws IOException {
    var random = new Random(seed);
    var history = new FolderHistory(folder);
    for (int i = 0; i < 4; i++) {
      history.step(random.nextLong());
    }
    Map<UUID, List<LedgerEntries.Quoted>> given = new LinkedHashMap<>();
    try (FolderCollection collection = FolderCollection.apart(folder)) {
      for (int step = 0; step < 25; step++) {
        List<LedgerEntries.Quoted> held = quotes(collection, random);
        long watermark = watermark(collection);
        if (random.nextInt(3) > 0) {
          given.put(append(collection, held.toArray(LedgerEntries.Quoted[]::new)).id(), held);
          held = List.of();
        }
        history.step(random.nextLong());
        collection.settle();
        if (!held.isEmpty()) {
          given.put(
              append(collection, watermark, held.toArray(LedgerEntries.Quoted[]::new)).id(), held);
        }
        if (random.nextInt(4) == 0) {
          killedInTheMiddle(collection);
        }
        if (random.nextInt(3) > 0) {
          caughtUp(collection);
          agrees(collection, given, "seed " + seed + ", step " + step + ": " + history);
        }
      }
      caughtUp(collection);
      agrees(collection, given, "seed " + seed + ": " + history);
    }
  }

  private void agrees(
      FolderCollection collection, Map<UUID, List<LedgerEntries.Quoted>> given, String as)
      throws IOException {
    Set<UUID> staleAnswers = new TreeSet<>();
    Map<String, CitationStatus> told = told(collection, as);
    for (var answer : given.entrySet()) {
      Map<Integer, CitationStatus> statuses =
          readLedger
              .answer(collection.scope().tenantId(), answer.getKey())
              .orElseThrow()
              .statuses();
      int n = 0;
      for (LedgerEntries.Quoted quote : answer.getValue()) {
        CitationStatus expected = fromFiles(collection, quote);
        assertThat(statuses.get(++n)).as("%s: %s", as, quote).isEqualTo(expected);
        assertThat(told.getOrDefault(answer.getKey() + " " + quote.span(), CitationStatus.CURRENT))
            .as("%s: the feed of %s", as, quote)
            .isEqualTo(expected);
        if (expected == CitationStatus.SUPERSEDED || expected == CitationStatus.DELETED) {
          staleAnswers.add(answer.getKey());
        }
      }
    }
    assertThat(new TreeSet<>(stale(collection))).as(as).isEqualTo(staleAnswers);
  }

  /** What the feed says last of each answer and span; each event goes on where the last ended. */
  private Map<String, CitationStatus> told(FolderCollection collection, String as) {
    Map<String, CitationStatus> told = new HashMap<>();
    for (StaleEvent event : events(collection)) {
      var span =
          new CitedSpan(
              new DocumentKey(collection.scope(), event.documentId()),
              event.version(),
              event.start(),
              event.end(),
              event.uri());
      for (UUID answer : event.answers()) {
        CitationStatus before = told.put(answer + " " + span, event.to());
        assertThat(before == null ? CitationStatus.CURRENT : before)
            .as("%s: %s", as, event)
            .isEqualTo(event.from());
      }
    }
    return told;
  }

  /** The status worked out from the file alone; the service says only which file it is. */
  private CitationStatus fromFiles(FolderCollection collection, LedgerEntries.Quoted quote)
      throws IOException {
    Map<String, Object> document =
        collection
            .rows(
                "SELECT * FROM document WHERE tenant_id = :tenant AND collection_id = :collection")
            .stream()
            .filter(row -> quote.span().document().id().equals(row.get("id")))
            .findFirst()
            .orElseThrow();
    String uri = String.valueOf(document.get("uri"));
    if ("removed".equals(document.get("state"))) {
      return CitationStatus.DELETED;
    }
    String text = read(collection, uri);
    Matcher found =
        Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(quote.text()) + "(?!\\p{N})")
            .matcher(text);
    boolean any = false;
    boolean same = false;
    while (found.find()) {
      any = true;
      same |= found.start() == quote.span().start();
    }
    return same && uri.equals(quote.span().uri())
        ? CitationStatus.CURRENT
        : any ? CitationStatus.MOVED : CitationStatus.SUPERSEDED;
  }

  /** The file as its parser reads it: without the signs of headings. */
  private static String read(FolderCollection collection, String uri) throws IOException {
    String text = Files.readString(collection.folder().resolve(uri)).strip();
    return uri.endsWith(".md") ? text.replaceAll("(?m)^#+ ", "") : text;
  }

  /** One or two sentences of documents as they are now. */
  private List<LedgerEntries.Quoted> quotes(FolderCollection collection, Random random) {
    List<Map<String, Object>> current =
        collection.rows(
            """
            SELECT d.id, d.uri, d.current_version, v.text FROM document d
            JOIN document_version v ON v.document_id = d.id AND v.number = d.current_version
            WHERE d.tenant_id = :tenant AND d.collection_id = :collection ORDER BY d.uri
            """);
    var quotes = new ArrayList<LedgerEntries.Quoted>();
    for (int i = 0; i < 2 && !current.isEmpty(); i++) {
      Map<String, Object> document = current.get(random.nextInt(current.size()));
      List<LedgerEntries.Quoted> sentences =
          SENTENCE
              .matcher(String.valueOf(document.get("text")))
              .results()
              .map(found -> quoted(collection, document, found.start(), found.group()))
              .toList();
      if (!sentences.isEmpty()) {
        quotes.add(sentences.get(random.nextInt(sentences.size())));
      }
    }
    return quotes.stream().distinct().toList();
  }

  private static LedgerEntries.Quoted quoted(
      FolderCollection collection, Map<String, Object> document, int start, String text) {
    return new LedgerEntries.Quoted(
        new CitedSpan(
            new DocumentKey(collection.scope(), (UUID) Objects.requireNonNull(document.get("id"))),
            (Integer) Objects.requireNonNull(document.get("current_version")),
            start,
            start + text.length(),
            String.valueOf(document.get("uri"))),
        text);
  }

  private LedgerEntries.Quoted quote(FolderCollection collection, String uri, String text) {
    Map<String, Object> document = Objects.requireNonNull(collection.document(uri));
    String whole =
        String.valueOf(
            collection
                .rows(
                    """
                    SELECT d.uri, v.text FROM document d
                    JOIN document_version v ON v.document_id = d.id AND v.number = d.current_version
                    WHERE d.tenant_id = :tenant AND d.collection_id = :collection
                    """)
                .getFirst()
                .get("text"));
    return quoted(collection, document, whole.indexOf(text), text);
  }

  private LedgerEntry append(FolderCollection collection, LedgerEntries.Quoted... quotes) {
    return append(collection, watermark(collection), quotes);
  }

  private LedgerEntry append(
      FolderCollection collection, long watermark, LedgerEntries.Quoted... quotes) {
    LedgerEntry entry =
        LedgerEntries.citing(
            collection.scope(), Instant.now(), watermark, "How much?", List.of(quotes));
    database.change(handle -> ledger.append(handle, entry));
    return entry;
  }

  private long watermark(FolderCollection collection) {
    return database.<Long>read(handle -> collections.watermark(handle, collection.scope()));
  }

  /** A step that is undone when it was all but committed, as when the process dies. */
  private void killedInTheMiddle(FolderCollection collection) {
    assertThatThrownBy(
            () ->
                database.change(
                    handle -> {
                      follow.step(handle, collection.scope());
                      throw new IllegalStateException("killed");
                    }))
        .hasMessage("killed");
  }

  private void caughtUp(FolderCollection collection) {
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              follow.catchUp();
              return !database.read(progress::behind).contains(collection.scope());
            });
  }

  private List<StaleEvent> events(FolderCollection collection) {
    var events = new ArrayList<StaleEvent>();
    List<StaleEvent> page;
    do {
      page =
          feed.after(
              collection.scope().tenantId(),
              events.isEmpty() ? 0 : events.getLast().id(),
              StaleFeed.LIMIT_MAX);
      events.addAll(page);
    } while (!page.isEmpty());
    return events;
  }

  private List<UUID> stale(FolderCollection collection) {
    List<LedgerPage.Summary> found = answers(collection, true);
    assertThat(found).allSatisfy(answer -> assertThat(answer.stale()).isPositive());
    return found.stream().map(LedgerPage.Summary::answerId).collect(Collectors.toList());
  }

  private List<LedgerPage.Summary> answers(FolderCollection collection, boolean staleAlone) {
    var filter =
        new LedgerFilter(
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            new CitedWhere(null, null, null, null, staleAlone, null));
    @Nullable String cursor = null;
    var found = new ArrayList<LedgerPage.Summary>();
    do {
      LedgerPage page =
          readLedger.answers(collection.scope().tenantId(), filter, cursor, ReadLedger.LIMIT_MAX);
      found.addAll(page.answers());
      cursor = page.nextCursor();
    } while (cursor != null);
    return found;
  }
}
