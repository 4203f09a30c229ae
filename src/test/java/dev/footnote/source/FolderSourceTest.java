package dev.footnote.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.footnote.fixtures.FolderCollection;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a folder may hold, and what happens in it. */
@QuarkusTest
class FolderSourceTest {

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

  private static String documents() {
    return """
        SELECT id, uri, problem FROM document
        WHERE tenant_id = :tenant AND collection_id = :collection AND state <> 'removed'
        """;
  }
}
