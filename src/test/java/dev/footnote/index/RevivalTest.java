package dev.footnote.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footnote.document.CollectionRepository;
import dev.footnote.document.PassageRepository;
import dev.footnote.document.PassagesRemoved;
import dev.footnote.fixtures.FolderCollection;
import dev.footnote.store.Database;
import dev.footnote.store.Sha256;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Edits bring passages back while others take them away, and nobody waits in a circle. */
@QuarkusTest
class RevivalTest {
  private static final String DEADLOCK = "40P01";

  @Inject Database database;
  @Inject PassageRepository passages;
  @Inject CollectionRepository collections;
  @Inject Vacuum vacuum;

  @Test
  void aRemovalDoesNotWaitForTheEditThatBringsBackWhatItRemoves(@TempDir Path folder) {
    FolderCollection.put(folder.resolve("leave.md"), leave(25));
    try (var collection = FolderCollection.apart(folder);
        var threads = Executors.newSingleThreadExecutor()) {
      collection.write("leave.md", leave(28));
      vacuum.movePast(Duration.ZERO);
      Map<String, Object> past =
          collection
              .rows(
                  """
                  SELECT generation_id, sha256 FROM passage_past
                  WHERE tenant_id = :tenant AND collection_id = :collection
                  """)
              .getFirst();

      assertThatThrownBy(() -> bringBackWhileItIsRemoved(collection, threads, past))
          .isInstanceOf(PassagesRemoved.class);

      assertThat(
              collection.rows(
                  "SELECT id FROM passage_ever WHERE tenant_id = :tenant AND collection_id = :collection"))
          .as("what the edit had copied is undone")
          .hasSize(1);
      collection.write("leave.md", leave(25));
      assertThat(collection.currentTexts("leave.md").getFirst()).contains("25 days");
    }
  }

  private void bringBackWhileItIsRemoved(
      FolderCollection collection, ExecutorService threads, Map<String, Object> past) {
    var scope = collection.scope();
    database.change(
        handle -> {
          PassageRepository.Keys keys =
              passages.keys(
                  handle,
                  scope,
                  (Integer) Objects.requireNonNull(past.get("generation_id")),
                  List.of(Sha256.fromBytes((byte[]) Objects.requireNonNull(past.get("sha256")))));
          assertThat(keys.copied()).hasSize(1);
          var removal = threads.submit(() -> vacuum.removeReplaced(Instant.now().plusSeconds(1)));
          try {
            assertThat(removal.get(1, TimeUnit.MINUTES).passages()).isPositive();
          } catch (InterruptedException | ExecutionException | TimeoutException waits) {
            throw new AssertionError("The removal waits for the edit", waits);
          }
          collections.lock(handle, scope);
          passages.settle(handle, scope, keys.copied());
        });
  }

  /** {@link dev.footnote.fixtures.IndexInvariants} looks at what is left of it. */
  @Test
  void editsMovesAndRemovalsNeverDeadlock(@TempDir Path folder) throws Exception {
    long seed = new Random().nextLong();
    System.out.println("RevivalTest seed " + seed);
    var random = new Random(seed);
    var deadlocks = new Deadlocks();
    var over = new AtomicBoolean();
    Logger root = Logger.getLogger("");
    root.addHandler(deadlocks);
    for (int i = 0; i < 4; i++) {
      FolderCollection.put(folder.resolve("d" + i + ".md"), leave(i));
    }
    try (var collection = FolderCollection.apart(folder);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var others =
          Stream.<Runnable>of(
                  () -> vacuum.movePast(Duration.ZERO),
                  () -> vacuum.movePast(Duration.ZERO),
                  () -> vacuum.removeReplaced(Instant.now()),
                  () -> vacuum.removeReplaced(Instant.now()))
              .map(work -> CompletableFuture.runAsync(() -> repeat(work, over, deadlocks), threads))
              .toList();
      for (int edit = 0; edit < 40; edit++) {
        for (int i = 0; i < 4; i++) {
          FolderCollection.put(folder.resolve("d" + i + ".md"), leave(random.nextInt(6)));
        }
        collection.settle();
      }
      over.set(true);
      for (var other : others) {
        other.get(5, TimeUnit.MINUTES);
      }
      assertThat(deadlocks.seen).hasValue(0);
    } finally {
      over.set(true);
      root.removeHandler(deadlocks);
    }
  }

  private static void repeat(Runnable work, AtomicBoolean over, Deadlocks deadlocks) {
    while (!over.get()) {
      try {
        work.run();
      } catch (RuntimeException failure) {
        deadlocks.look(failure);
      }
    }
  }

  /** Counts what PostgreSQL ended since it waited in a circle, wherever it is told. */
  private static final class Deadlocks extends Handler {
    final AtomicInteger seen = new AtomicInteger();

    void look(@Nullable Throwable failure) {
      for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
        if (cause instanceof SQLException sql && DEADLOCK.equals(sql.getSQLState())) {
          seen.incrementAndGet();
          return;
        }
      }
    }

    @Override
    public void publish(LogRecord record) {
      look(record.getThrown());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private static String leave(int days) {
    return "# Leave\n\nEveryone has %d days of annual leave (DAL %d).\n\n# Pay\n\nPay number %d comes monthly.\n"
        .formatted(days, days, days % 3);
  }
}
