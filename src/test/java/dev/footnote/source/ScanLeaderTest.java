package dev.footnote.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.footnote.fixtures.FolderCollection;
import dev.footnote.store.Database;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of several processes on one database, one watches and scans a source, and another takes over. */
@QuarkusTest
class ScanLeaderTest {
  @Inject Database database;
  @Inject SourceLeaseRepository leases;
  @Inject SourceConfig config;
  @Inject Folders folders;

  @Test
  void oneOfManyProcessesLeadsASource(@TempDir Path folder) {
    try (var collection = unfollowed(folder)) {
      List<ScanLeader> processes = Stream.generate(this::process).limit(8).toList();
      List<CompletableFuture<Boolean>> racing =
          processes.stream()
              .map(
                  process -> CompletableFuture.supplyAsync(() -> process.lead(collection.source())))
              .toList();
      assertThat(racing.stream().filter(CompletableFuture::join)).hasSize(1);
      assertThat(processes.stream().filter(process -> process.leads(collection.source())))
          .singleElement()
          .satisfies(leader -> assertThat(leader.lead(collection.source())).isTrue());
    }
  }

  @Test
  void anotherTakesOverWhenTheLeaderHasBeenSilentForTooLong(@TempDir Path folder) {
    try (var collection = unfollowed(folder)) {
      ScanLeader first = process();
      ScanLeader second = process();
      assertThat(first.lead(collection.source())).isTrue();
      assertThat(second.lead(collection.source())).isFalse();
      expire(collection);
      assertThat(second.lead(collection.source())).isTrue();
      assertThat(first.lead(collection.source())).isFalse();
      assertThat(first.leads(collection.source())).isFalse();
    }
  }

  @Test
  void aLeaseFromATimeToComeHoldsNobodyBack(@TempDir Path folder) {
    try (var collection = unfollowed(folder)) {
      assertThat(process().lead(collection.source())).isTrue();
      database.change(
          handle ->
              handle
                  .createUpdate(
                      """
                      UPDATE source_lease SET expires_at = expires_at + interval '1 hour' WHERE source_id = :source
                      """)
                  .bind("source", collection.source().id())
                  .execute());
      assertThat(process().lead(collection.source()))
          .as("the database's clock was set back by an hour")
          .isTrue();
    }
  }

  @Test
  void aLeaderThatStopsLetsAnotherLeadAtOnce(@TempDir Path folder) {
    try (var collection = unfollowed(folder)) {
      ScanLeader first = process();
      ScanLeader second = process();
      assertThat(first.lead(collection.source())).isTrue();
      second.release(collection.source());
      assertThat(second.lead(collection.source())).isFalse();
      first.release(collection.source());
      assertThat(second.lead(collection.source())).isTrue();
    }
  }

  @Test
  void aProcessThatDoesNotLeadNeitherWatchesNorScansUntilItTakesOver(@TempDir Path folder) {
    FolderCollection.put(folder.resolve("a.txt"), "The pump holds four litres.");
    try (var collection = FolderCollection.over(folder)) {
      expire(collection);
      ScanLeader other = process();
      assertThat(other.lead(collection.source())).isTrue();
      folders.beat();
      FolderCollection.put(folder.resolve("a.txt"), "The pump holds five litres.");
      folders.scanAll();
      await()
          .during(Duration.ofMillis(500))
          .until(
              () ->
                  collection.currentTexts("a.txt").equals(List.of("The pump holds four litres.")));

      other.release(collection.source());
      folders.beat();
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(collection.currentTexts("a.txt"))
                      .containsExactly("The pump holds five litres."));
      FolderCollection.put(folder.resolve("a.txt"), "The pump holds six litres.");
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(collection.currentTexts("a.txt"))
                      .containsExactly("The pump holds six litres."));
    }
  }

  private ScanLeader process() {
    return new ScanLeader(database, leases, config);
  }

  private static FolderCollection unfollowed(Path folder) {
    FolderCollection.put(folder.resolve("a.txt"), "Alpha is first.");
    FolderCollection collection = FolderCollection.over(folder);
    collection.close();
    return collection;
  }

  /** As when nothing was heard of the leader for longer than its lease. */
  private void expire(FolderCollection collection) {
    database.change(
        handle ->
            handle
                .createUpdate(
                    "UPDATE source_lease SET expires_at = now() - interval '1 s' WHERE source_id = :id")
                .bind("id", collection.source().id())
                .execute());
  }
}
