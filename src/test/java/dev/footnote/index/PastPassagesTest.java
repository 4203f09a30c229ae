package dev.footnote.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.footnote.document.CollectionRepository;
import dev.footnote.fixtures.FolderCollection;
import dev.footnote.fixtures.Prose;
import dev.footnote.search.AsOf;
import dev.footnote.search.SearchFilter;
import dev.footnote.search.SearchPassages;
import dev.footnote.search.SearchQuery;
import dev.footnote.search.SearchResult;
import dev.footnote.store.Database;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nothing current shows leaves the present, and comes back when it is shown again. */
@QuarkusTest
class PastPassagesTest {
  private static final String QUESTION = "How many days of annual leave does everyone have?";

  @Inject Vacuum vacuum;
  @Inject SearchPassages search;
  @Inject Database database;
  @Inject CollectionRepository collections;

  @Test
  void whatIsNoLongerShownLeavesThePresentAndIsFoundInThePast(@TempDir Path folder)
      throws Exception {
    FolderCollection.put(folder.resolve("leave.md"), leave(25));
    FolderCollection.put(folder.resolve("gone.md"), Prose.document(3, 4));
    try (var collection = FolderCollection.apart(folder)) {
      SearchResult before = ask(collection);
      collection.write("leave.md", leave(28));
      Files.delete(folder.resolve("gone.md"));
      collection.settle();

      vacuum.movePast(Duration.ofHours(1));
      assertThat(count(collection, "passage_past")).as("a moment ago").isZero();
      vacuum.movePast(Duration.ZERO);

      assertThat(count(collection, "passage")).isEqualTo(1);
      assertThat(count(collection, "passage_past")).isGreaterThan(1);
      assertThat(count(collection, "passage_leaving")).isZero();
      assertThat(ask(collection).hits()).hasSize(1);
      assertThat(
              search.search(query(collection).asOf(new AsOf.Watermark(before.watermark()))).hits())
          .isEqualTo(before.hits());
    }
  }

  @Test
  void whatIsShownAgainComesBackWithoutTheModel(@TempDir Path folder) throws Exception {
    FolderCollection.put(folder.resolve("leave.md"), leave(25));
    try (var collection = FolderCollection.apart(folder)) {
      long passage = ask(collection).hits().getFirst().passageId();
      collection.write("leave.md", leave(28));
      vacuum.movePast(Duration.ZERO);

      assertThat(collection.embeddedBy(() -> collection.write("leave.md", leave(25)))).isZero();
      assertThat(ask(collection).hits().getFirst().passageId()).isEqualTo(passage);
      FolderCollection.put(folder.resolve("copy.md"), leave(28));
      assertThat(collection.embeddedBy(collection::settle)).as("a copy of the past").isZero();
      assertThat(ask(collection).hits()).hasSize(2);
    }
  }

  @Test
  void whatIsRemovedFromThePastLeavesNothingBehind(@TempDir Path folder) {
    FolderCollection.put(folder.resolve("leave.md"), leave(25) + "\nPaid time off (PTO) counts.\n");
    try (var collection = FolderCollection.apart(folder)) {
      collection.write("leave.md", leave(28));
      vacuum.movePast(Duration.ZERO);

      vacuum.removeReplaced(Instant.now().plusSeconds(1));

      assertThat(count(collection, "passage_past")).isZero();
      assertThat(count(collection, "acronym")).isZero();
    }
  }

  /** {@link dev.footnote.fixtures.IndexInvariants} looks at what is left of it. */
  @Test
  void whatIsShownAgainWhileItIsMovedIsNeverMissed(@TempDir Path folder) {
    FolderCollection.put(folder.resolve("leave.md"), leave(25));
    FolderCollection.put(folder.resolve("pumps.md"), Prose.document(1, 8));
    var over = new AtomicBoolean();
    try (var collection = FolderCollection.apart(folder);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var movers =
          IntStream.range(0, 2)
              .mapToObj(
                  i ->
                      CompletableFuture.runAsync(
                          () -> {
                            while (!over.get()) {
                              vacuum.movePast(Duration.ZERO);
                            }
                          },
                          threads))
              .toList();
      for (int edit = 0; edit < 24; edit++) {
        int days = edit % 2 == 0 ? 28 : 25;
        FolderCollection.put(folder.resolve("pumps.md"), Prose.document(edit % 3, 8));
        collection.write("leave.md", leave(days));
        assertThat(ask(collection).hits().getFirst().text()).contains(days + " days");
      }
      over.set(true);
      movers.forEach(CompletableFuture::join);
    } finally {
      over.set(true);
    }
  }

  @Test
  void whatIsShownAgainOnceItWasCopiedStays(@TempDir Path folder) {
    FolderCollection.put(folder.resolve("leave.md"), leave(25));
    try (var collection = FolderCollection.apart(folder);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      collection.write("leave.md", leave(28));
      var others = new ArrayList<CompletableFuture<Void>>();
      database.change(
          handle -> {
            collections.lock(handle, collection.scope());
            int here = handle.createQuery("SELECT pg_backend_pid()").mapTo(Integer.class).one();
            others.add(
                CompletableFuture.runAsync(() -> collection.write("leave.md", leave(25)), threads));
            await().atMost(Duration.ofMinutes(1)).until(() -> waitForLock(here) == 1);
            others.add(CompletableFuture.runAsync(() -> vacuum.movePast(Duration.ZERO), threads));
            await().atMost(Duration.ofMinutes(1)).until(() -> waitForLock(here) == 2);
          });
      others.forEach(CompletableFuture::join);

      assertThat(ask(collection).hits().getFirst().text()).contains("25 days");
    }
  }

  /** Sessions that want the collection's lock, which a session has. */
  private int waitForLock(int session) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    WITH waiting AS (
                      SELECT pid, pg_blocking_pids(pid) AS behind FROM pg_stat_activity
                      WHERE datname = current_database() AND wait_event_type = 'Lock'
                        AND query LIKE '%FROM collection%FOR NO KEY UPDATE%')
                    SELECT count(*) FROM waiting w WHERE :session = ANY (w.behind) OR EXISTS (
                      SELECT FROM waiting o WHERE o.pid = ANY (w.behind) AND :session = ANY (o.behind))
                    """)
                .bind("session", session)
                .mapTo(Integer.class)
                .one());
  }

  private static String leave(int days) {
    return "# Leave\n\nEveryone has %d days of annual leave.\n".formatted(days);
  }

  private SearchResult ask(FolderCollection collection) {
    return search.search(query(collection));
  }

  private static SearchQuery query(FolderCollection collection) {
    return new SearchQuery(
        collection.scope().tenantId(), collection.name(), QUESTION, 5, SearchFilter.NONE);
  }

  private static int count(FolderCollection collection, String table) {
    return collection
        .rows(
            "SELECT 1 AS one FROM %s WHERE tenant_id = :tenant AND collection_id = :collection"
                .formatted(table))
        .size();
  }
}
