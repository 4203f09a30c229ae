package dev.footnote.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.embed.Embedder;
import dev.footnote.fixtures.FolderCollection;
import dev.footnote.fixtures.Prose;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files become documents, and follow their files. */
@QuarkusTest
class IndexingTest {
  @Inject Embedder embedder;

  @Test
  void filesThatAreCreatedModifiedAndDeletedAreFollowed(@TempDir Path folder) throws IOException {
    FolderCollection.put(folder.resolve("leave.md"), "# Leave\n\nEveryone has 25 days of leave.\n");
    try (var collection = FolderCollection.over(folder)) {
      assertThat(collection.currentTexts("leave.md"))
          .singleElement()
          .asString()
          .contains("25 days");

      collection.write("leave.md", "# Leave\n\nEveryone has 28 days of leave.\n");
      assertThat(collection.currentTexts("leave.md"))
          .singleElement()
          .asString()
          .contains("28 days");

      collection.write("travel/hotels.txt", "A night in Berlin costs at most 140 euros.");
      assertThat(collection.currentTexts("travel/hotels.txt")).hasSize(1);

      Files.delete(folder.resolve("leave.md"));
      collection.settle();
      assertThat(collection.document("leave.md")).isNull();
      assertThat(collection.currentTexts("leave.md")).isEmpty();
      assertThat(versions(collection)).as("old versions are kept, closed").hasSize(3);
    }
  }

  @Test
  void touchingRenamingCopyingAndRevertingNeverReachTheModel(@TempDir Path folder)
      throws Exception {
    String first = Prose.document(7, 30);
    FolderCollection.put(folder.resolve("a.md"), first);
    try (var collection = FolderCollection.over(folder)) {
      Object id = row(collection, "a.md").get("id");
      assertThat(
              collection.embeddedBy(
                  () ->
                      Files.setLastModifiedTime(
                          folder.resolve("a.md"), FileTime.from(Instant.now().plusSeconds(5)))))
          .as("touch")
          .isZero();
      assertThat(row(collection, "a.md").get("current_version")).isEqualTo(1);

      Files.createDirectories(folder.resolve("b"));
      assertThat(
              collection.embeddedBy(
                  () -> Files.move(folder.resolve("a.md"), folder.resolve("b/renamed.md"))))
          .as("rename")
          .isZero();
      assertThat(row(collection, "b/renamed.md").get("id"))
          .as("a moved file keeps its document")
          .isEqualTo(id);
      assertThat(row(collection, "b/renamed.md").get("current_version")).isEqualTo(1);

      assertThat(
              collection.embeddedBy(
                  () -> Files.copy(folder.resolve("b/renamed.md"), folder.resolve("copy.md"))))
          .as("copy")
          .isZero();
      assertThat(collection.currentTexts("copy.md"))
          .isEqualTo(collection.currentTexts("b/renamed.md"));

      collection.write("copy.md", first.replaceFirst("e", "EE"));
      assertThat(collection.embeddedBy(() -> Files.writeString(folder.resolve("copy.md"), first)))
          .as("revert")
          .isZero();
    }
  }

  @Test
  void aFileThatIsRenamedAndEditedAtOnceIsNeverMissing(@TempDir Path folder) throws Exception {
    FolderCollection.put(folder.resolve("a0.md"), Prose.document(70, 20));
    try (var collection = FolderCollection.over(folder)) {
      for (int i = 0; i < 8; i++) {
        Files.delete(folder.resolve("a" + i + ".md"));
        collection.write("a" + (i + 1) + ".md", Prose.document(71 + i, 20));
      }
      List<String> changes =
          collection
              .rows(
                  """
                  SELECT kind || ' ' || uri AS what FROM change
                  WHERE tenant_id = :tenant AND collection_id = :collection ORDER BY watermark
                  """)
              .stream()
              .map(row -> String.valueOf(row.get("what")))
              .toList();
      for (int i = 0; i < 8; i++) {
        assertThat(changes)
            .containsSubsequence("indexed a" + (i + 1) + ".md", "removed a" + i + ".md");
      }
    }
  }

  @Test
  void theSameTextInAnotherCollectionOfTheTenantIsNotEmbeddedAgain(@TempDir Path folder) {
    String text = Prose.document(99, 10);
    FolderCollection.put(folder.resolve("one/a.md"), text);
    FolderCollection.put(folder.resolve("other/b.md"), text);
    try (var one = FolderCollection.over(folder.resolve("one"))) {
      long before = embedder.passagesEmbedded();
      try (var other = FolderCollection.over(folder.resolve("other"))) {
        assertThat(other.currentTexts("b.md")).isNotEmpty().isEqualTo(one.currentTexts("a.md"));
        assertThat(embedder.passagesEmbedded()).isEqualTo(before);
      }
    }
  }

  @Test
  void oneWordInAHundredChunksEmbedsThreeAtMost(@TempDir Path folder) throws Exception {
    String text = Prose.document(11, 300);
    FolderCollection.put(folder.resolve("long.md"), text);
    try (var collection = FolderCollection.apart(folder)) {
      assertThat(collection.currentTexts("long.md")).hasSizeGreaterThan(90);
      for (double where : new double[] {0.0005, 0.3, 0.62, 0.97}) {
        int at = text.indexOf(" the ", (int) (text.length() * where));
        String edited = text.substring(0, at) + " quixotic " + text.substring(at + 5);
        long embedded =
            collection.embeddedBy(() -> Files.writeString(folder.resolve("long.md"), edited));
        assertThat(embedded).as("edited at %s of the text", where).isBetween(1L, 3L);
      }
    }
  }

  @Test
  void aBrokenNewVersionIsParkedAndTheOldOneStaysAnswerable(@TempDir Path folder)
      throws IOException {
    FolderCollection.put(folder.resolve("price.csv"), "product,price\nvalve,12 euros\n");
    try (var collection = FolderCollection.over(folder)) {
      Files.write(folder.resolve("price.csv"), new byte[] {0, 1, 2, 3, 0, 0, 9, 0});
      collection.settle();
      assertThat(collection.currentTexts("price.csv"))
          .singleElement()
          .asString()
          .contains("12 euros");
      assertThat(String.valueOf(row(collection, "price.csv").get("problem")))
          .contains("\"passing\": false");

      collection.write("price.csv", "product,price\nvalve,14 euros\n");
      assertThat(row(collection, "price.csv").get("problem")).isNull();
      assertThat(collection.currentTexts("price.csv"))
          .singleElement()
          .asString()
          .contains("14 euros");
    }
  }

  @Test
  void aFileThatTurnsBackAfterItWasBrokenMakesNoNewVersion(@TempDir Path folder)
      throws IOException {
    FolderCollection.put(folder.resolve("a.txt"), "The office opens at nine.");
    try (var collection = FolderCollection.over(folder)) {
      Files.write(folder.resolve("a.txt"), new byte[0]);
      collection.settle();
      assertThat(String.valueOf(row(collection, "a.txt").get("problem"))).contains("empty");
      collection.write("a.txt", "The office opens at nine.");
      assertThat(row(collection, "a.txt"))
          .containsEntry("current_version", 1)
          .containsEntry("problem", null);
    }
  }

  @Test
  void twoFilesThatSwapTheirNamesSwapTheirTextsAndEmbedNothing(@TempDir Path folder)
      throws Exception {
    FolderCollection.put(folder.resolve("a.txt"), "Alpha opens at nine.");
    FolderCollection.put(folder.resolve("b.txt"), "Beta opens at noon and closes late.");
    try (var collection = FolderCollection.over(folder)) {
      assertThat(
              collection.embeddedBy(
                  () -> {
                    Files.move(folder.resolve("a.txt"), folder.resolve("c"));
                    Files.move(folder.resolve("b.txt"), folder.resolve("a.txt"));
                    Files.move(folder.resolve("c"), folder.resolve("b.txt"));
                  }))
          .isZero();
      assertThat(collection.currentTexts("a.txt"))
          .containsExactly("Beta opens at noon and closes late.");
      assertThat(collection.currentTexts("b.txt")).containsExactly("Alpha opens at nine.");
    }
  }

  @Test
  void aNewEndingIsReadAsItsFormat(@TempDir Path folder) throws IOException {
    FolderCollection.put(folder.resolve("note.txt"), "# Title\n\nSome *emphasis* here.");
    try (var collection = FolderCollection.over(folder)) {
      assertThat(collection.currentTexts("note.txt").getFirst()).contains("*emphasis*");
      Files.move(folder.resolve("note.txt"), folder.resolve("note.md"));
      collection.settle();
      assertThat(collection.currentTexts("note.md").getFirst())
          .contains("Some emphasis here.")
          .doesNotContain("*");
    }
  }

  @Test
  void aVanishedRootRemovesNothingAndRaisesAnAlarm(@TempDir Path folder) throws IOException {
    Path root = folder.resolve("mount");
    FolderCollection.put(root.resolve("a.txt"), "Still answerable.");
    try (var collection = FolderCollection.over(root)) {
      Files.move(root, folder.resolve("unmounted"));
      collection.settle();
      assertThat(collection.currentTexts("a.txt")).containsExactly("Still answerable.");
      assertThat(alarm(collection)).contains("is not there");

      Files.move(folder.resolve("unmounted"), root);
      collection.settle();
      assertThat(alarm(collection)).isEqualTo("null");
      assertThat(collection.currentTexts("a.txt")).containsExactly("Still answerable.");
    }
  }

  private static String alarm(FolderCollection collection) {
    return String.valueOf(
        collection
            .rows(
                "SELECT alarm FROM source WHERE tenant_id = :tenant AND collection_id = :collection")
            .getFirst()
            .get("alarm"));
  }

  private static Map<String, Object> row(FolderCollection collection, String uri) {
    return Objects.requireNonNull(collection.document(uri), uri + " is not indexed");
  }

  private static java.util.List<Map<String, Object>> versions(FolderCollection collection) {
    return collection.rows(
        """
        SELECT number, valid_to FROM document_version
        WHERE tenant_id = :tenant AND collection_id = :collection
        """);
  }
}
