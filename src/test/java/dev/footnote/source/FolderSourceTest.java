package dev.footnote.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.footnote.document.FileStamp;
import dev.footnote.fixtures.FolderCollection;
import dev.footnote.store.Database;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a folder may hold, and what happens in it. */
@QuarkusTest
class FolderSourceTest {
  @Inject Database database;
  @Inject HashSweep sweep;
  @Inject Folders folders;
  @Inject FolderScan scan;

  @Test
  void aSavedFileIsFollowedByItsEventAlone(@TempDir Path folder) {
    FolderCollection.put(folder.resolve("a.txt"), "The pump holds four litres.");
    try (var collection = FolderCollection.over(folder)) {
      FolderCollection.put(folder.resolve("a.txt"), "The pump holds five litres.");
      FolderCollection.put(folder.resolve("new folder/b.txt"), "The filter lasts a year.");
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> {
                assertThat(collection.currentTexts("a.txt"))
                    .containsExactly("The pump holds five litres.");
                assertThat(collection.currentTexts("new folder/b.txt"))
                    .containsExactly("The filter lasts a year.");
              });
    }
  }

  @Test
  void anEditorThatWritesAsideAndRenamesOverIsFollowedByEventsAlone(@TempDir Path folder)
      throws IOException {
    FolderCollection.put(folder.resolve("a.txt"), "Version one.");
    try (var collection = FolderCollection.over(folder)) {
      Object document = collection.rows(documents()).getFirst().get("id");
      Files.writeString(folder.resolve(".a.txt.swp"), "Version two.");
      Files.move(
          folder.resolve(".a.txt.swp"),
          folder.resolve("a.txt"),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> assertThat(collection.currentTexts("a.txt")).containsExactly("Version two."));
      assertThat(collection.rows(documents())).hasSize(1);
      assertThat(collection.rows(documents()).getFirst()).containsEntry("id", document);
    }
  }

  @Test
  void looksAtTheSameTimeDoNotGetInEachOthersWay(@TempDir Path folder) throws Exception {
    FolderCollection.put(folder.resolve("a0.txt"), "The pump holds four litres.");
    try (var collection = FolderCollection.over(folder);
        var threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 20; i++) {
        Files.move(folder.resolve("a" + i + ".txt"), folder.resolve("a" + (i + 1) + ".txt"));
        Callable<Void> look =
            () -> {
              folders.look(collection.source());
              return null;
            };
        for (Future<Void> done : threads.invokeAll(List.of(look, look, look, look))) {
          assertThat(done.get()).isNull();
        }
        collection.settle();
      }
      assertThat(collection.currentTexts("a20.txt")).containsExactly("The pump holds four litres.");
      assertThat(collection.document("a19.txt")).isNull();
    }
  }

  @Test
  void aFileSeenUnderItsNewNameBeforeItIsMissedUnderTheOldOneKeepsItsDocument(@TempDir Path folder)
      throws IOException {
    FolderCollection.put(folder.resolve("old/a.txt"), "The pump holds four litres.");
    try (var collection = FolderCollection.over(folder)) {
      collection.close();
      Object document = collection.rows(documents()).getFirst().get("id");
      Files.createDirectories(folder.resolve("new"));
      Files.move(folder.resolve("old/a.txt"), folder.resolve("new/a.txt"));
      scan.hinted(collection.source(), Set.of("new/a.txt"));
      assertThat(collection.rows(documents()))
          .singleElement()
          .satisfies(
              row ->
                  assertThat(row).containsEntry("id", document).containsEntry("uri", "new/a.txt"));
      collection.settle();
    }
  }

  @Test
  void aHardLinkIsAnotherDocument(@TempDir Path folder) throws IOException {
    FolderCollection.put(folder.resolve("a.txt"), "The pump holds four litres.");
    try (var collection = FolderCollection.over(folder)) {
      Files.createLink(folder.resolve("b.txt"), folder.resolve("a.txt"));
      scan.hinted(collection.source(), Set.of("b.txt"));
      collection.settle();
      assertThat(collection.currentTexts("a.txt")).hasSize(1);
      assertThat(collection.currentTexts("b.txt")).hasSize(1);
    }
  }

  @Test
  void namesMayHoldAnythingAFileSystemAllows(@TempDir Path folder) {
    List<String> names =
        List.of(
            "with spaces.txt",
            "Überstunden und Urlaub.txt",
            "日本語.txt",
            "two\nlines.txt",
            "dots..and...more.txt",
            "quote's \"and\" %20 #hash?.txt",
            "a/b/c/../deep.txt".replace("c/../", ""));
    for (String name : names) {
      FolderCollection.put(folder.resolve(name), "This file is named oddly.");
    }
    try (var collection = FolderCollection.over(folder)) {
      for (String name : names) {
        assertThat(collection.currentTexts(name)).as(name).hasSize(1);
      }
    }
  }

  @Test
  void linksHiddenFilesAndUnknownFormatsAreLeftOut(@TempDir Path folder) throws IOException {
    Path secret = folder.resolve("outside/secret.txt");
    Path root = folder.resolve("root");
    FolderCollection.put(secret, "The vault opens with 4711.");
    FolderCollection.put(root.resolve("open.txt"), "Anyone may read this.");
    FolderCollection.put(root.resolve(".git/config.txt"), "hidden");
    FolderCollection.put(root.resolve("picture.png"), "not text");
    Files.createSymbolicLink(root.resolve("link.txt"), secret);
    Files.createSymbolicLink(root.resolve("folder"), secret.getParent());
    try (var collection = FolderCollection.over(root)) {
      assertThat(collection.rows(documents()))
          .extracting(row -> row.get("uri"))
          .containsExactly("open.txt");
    }
  }

  @Test
  void aFileThatBecomesALinkOutOfTheFolderIsRemoved(@TempDir Path folder) throws IOException {
    Path secret = folder.resolve("outside/secret.txt");
    Path root = folder.resolve("root");
    FolderCollection.put(secret, "The vault opens with 4711.");
    FolderCollection.put(root.resolve("a.txt"), "Harmless.");
    try (var collection = FolderCollection.over(root)) {
      Files.delete(root.resolve("a.txt"));
      Files.createSymbolicLink(root.resolve("a.txt"), secret);
      collection.settle();
      assertThat(collection.document("a.txt")).isNull();
    }
  }

  @Test
  void aFileOverTheLimitIsParkedUnread(@TempDir Path folder) throws IOException {
    try (var huge = new RandomAccessFile(folder.resolve("huge.txt").toFile(), "rw")) {
      huge.setLength(33L * 1024 * 1024);
    }
    try (var collection = FolderCollection.over(folder)) {
      assertThat(String.valueOf(collection.rows(documents()).getFirst().get("problem")))
          .contains("too-large", "34,603,008 bytes", "33,554,432");
    }
  }

  @Test
  void aFolderThatIsMovedIsFollowedByEventsAloneAndItsDocumentsStayTheSame(@TempDir Path folder)
      throws IOException {
    FolderCollection.put(folder.resolve("old/deep/a.txt"), "Alpha is first.");
    FolderCollection.put(folder.resolve("old/b.txt"), "Beta is second.");
    try (var collection = FolderCollection.over(folder)) {
      Object id = Objects.requireNonNull(collection.document("old/deep/a.txt")).get("id");
      Files.move(folder.resolve("old"), folder.resolve("new"));
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> {
                assertThat(collection.rows(documents()))
                    .extracting(row -> row.get("uri"))
                    .containsExactlyInAnyOrder("new/deep/a.txt", "new/b.txt");
                assertThat(collection.document("new/deep/a.txt")).containsEntry("id", id);
              });
    }
  }

  @Test
  void aFileRewrittenWithTheSameSizeAndTheSameTimeIsSeenByTheNextLook(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("a.txt");
    FolderCollection.put(file, "The pump holds four litres.");
    try (var collection = FolderCollection.over(folder)) {
      collection.close();
      FileTime time = Files.getLastModifiedTime(file);
      Files.writeString(file, "The pump holds nine litres.");
      Files.setLastModifiedTime(file, time);
      collection.settle();
      assertThat(collection.currentTexts("a.txt")).containsExactly("The pump holds nine litres.");
    }
  }

  @Test
  void theSweepFindsBytesThatNothingElseTellsOf(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a.txt");
    FolderCollection.put(file, "The pump holds four litres.");
    FolderCollection.put(folder.resolve("b.txt"), "This one stays.");
    try (var collection = FolderCollection.over(folder)) {
      collection.close();
      Files.writeString(file, "The pump holds nine litres.");
      // As a file system without trustworthy times would have it: the stamp is the one that is
      // known.
      FileStamp stamp =
          Objects.requireNonNull(FolderListing.of(folder, "", 10).stamps().get("a.txt"));
      database.change(
          handle ->
              handle
                  .createUpdate(
                      """
                      UPDATE document SET file_modified_ns = :modified, file_changed_ns = :changed
                      WHERE tenant_id = :tenant AND collection_id = :collection AND uri = 'a.txt'
                      """)
                  .bind("modified", stamp.modifiedNs())
                  .bind("changed", stamp.changedNs())
                  .bind("tenant", collection.scope().tenantId())
                  .bind("collection", collection.scope().collectionId())
                  .execute());
      collection.settle();
      assertThat(collection.currentTexts("a.txt")).containsExactly("The pump holds four litres.");

      assertThat(sweep.sweep(collection.source())).isEqualTo(1);
      collection.settle();
      assertThat(collection.currentTexts("a.txt")).containsExactly("The pump holds nine litres.");
      assertThat(sweep.sweep(collection.source())).isZero();
    }
  }

  @Test
  void everyNameOfAHardLinkIsADocumentAndFollowsTheFile(@TempDir Path folder) throws IOException {
    FolderCollection.put(folder.resolve("a.txt"), "The pump holds four litres.");
    try (var collection = FolderCollection.over(folder)) {
      Files.createLink(folder.resolve("b.txt"), folder.resolve("a.txt"));
      collection.settle();
      assertThat(collection.currentTexts("b.txt")).containsExactly("The pump holds four litres.");
      Files.writeString(folder.resolve("a.txt"), "The pump holds five litres.");
      collection.settle();
      for (String name : List.of("a.txt", "b.txt")) {
        assertThat(collection.currentTexts(name)).containsExactly("The pump holds five litres.");
      }
    }
  }

  @Test
  void aFileThatChangesWhileItsLastChangeIsDealtWithIsFollowedByItsEvent(@TempDir Path folder) {
    FolderCollection.put(folder.resolve("a.txt"), "The pump holds four litres.");
    try (var collection = FolderCollection.over(folder)) {
      // As while a worker has read the file and is still embedding it.
      database.change(
          handle ->
              handle
                  .createUpdate(
                      """
                      UPDATE document SET noticed = noticed + 1
                      WHERE tenant_id = :tenant AND collection_id = :collection
                      """)
                  .bind("tenant", collection.scope().tenantId())
                  .bind("collection", collection.scope().collectionId())
                  .execute());
      FolderCollection.put(folder.resolve("a.txt"), "The pump holds five litres.");
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(collection.currentTexts("a.txt"))
                      .containsExactly("The pump holds five litres."));
    }
  }

  @Test
  void aFolderThatWasReplacedByAnotherIsListenedToAgainAfterTheNextScan(@TempDir Path temp)
      throws IOException {
    Path folder = temp.resolve("docs");
    FolderCollection.put(folder.resolve("a.txt"), "The pump holds four litres.");
    FolderCollection.put(temp.resolve("other/a.txt"), "The pump holds four litres.");
    try (var collection = FolderCollection.over(folder)) {
      Files.move(folder, temp.resolve("aside"));
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> {
                folders.scanAll();
                assertThat(String.valueOf(source(collection))).contains("is not there");
              });
      Files.move(temp.resolve("other"), folder);
      folders.scanAll();
      assertThat(source(collection)).isNull();
      FolderCollection.put(folder.resolve("a.txt"), "The pump holds five litres.");
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(collection.currentTexts("a.txt"))
                      .containsExactly("The pump holds five litres."));
    }
  }

  private static @Nullable Object source(FolderCollection collection) {
    return collection
        .rows("SELECT alarm FROM source WHERE tenant_id = :tenant AND collection_id = :collection")
        .getFirst()
        .get("alarm");
  }

  private static String documents() {
    return """
        SELECT id, uri, problem FROM document
        WHERE tenant_id = :tenant AND collection_id = :collection AND state <> 'removed'
        """;
  }
}
