package dev.footnote.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.answer.AskQuestion;
import dev.footnote.answer.Question;
import dev.footnote.fixtures.FolderCollection;
import dev.footnote.fixtures.Prose;
import dev.footnote.search.SearchFilter;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nobody needs any more goes, and nothing else. */
@QuarkusTest
class VacuumTest {
  private static final String OLD = "# Leave\n\nEveryone has 25 days of annual leave.\n";
  private static final String NEW = "# Leave\n\nEveryone has 28 days of annual leave.\n";

  @Inject Vacuum vacuum;
  @Inject VacuumConfig config;
  @Inject AskQuestion ask;

  @Test
  void whatWasReplacedGoesAndWhatIsCurrentStays(@TempDir Path folder) throws Exception {
    FolderCollection.put(folder.resolve("leave.md"), OLD);
    FolderCollection.put(folder.resolve("gone.md"), Prose.document(3, 4));
    try (var collection = FolderCollection.apart(folder)) {
      collection.write("leave.md", NEW);
      Files.delete(folder.resolve("gone.md"));
      collection.settle();
      var current = collection.currentTexts("leave.md");

      vacuum.removeReplaced(Instant.now().minus(Duration.ofDays(1)));
      assertThat(passages(collection)).as("replaced a moment ago").isGreaterThan(1);

      vacuum.removeReplaced(Instant.now().plusSeconds(1));
      assertThat(passages(collection)).isEqualTo(1);
      assertThat(replacedChunks(collection)).isZero();
      assertThat(collection.currentTexts("leave.md")).isEqualTo(current);
      assertThat(
              collection.rows(
                  """
                  SELECT number FROM document_version
                  WHERE tenant_id = :tenant AND collection_id = :collection
                  """))
          .as("the texts of all versions stay")
          .hasSize(3);
      assertThat(collection.embeddedBy(() -> collection.write("leave.md", OLD)))
          .as("what comes back after its vector went is embedded again")
          .isEqualTo(1);
    }
  }

  @Test
  void whatAnAnswerCitesStays(@TempDir Path folder) {
    FolderCollection.put(folder.resolve("leave.md"), OLD);
    try (var collection = FolderCollection.apart(folder)) {
      var answer =
          ask.ask(
              new Question(
                  collection.scope().tenantId(),
                  collection.name(),
                  "How many days of annual leave does everyone have?",
                  5,
                  SearchFilter.NONE,
                  "ada"));
      assertThat(answer.citations()).isNotEmpty();
      collection.write("leave.md", NEW);

      vacuum.removeReplaced(Instant.now().plusSeconds(1));

      assertThat(replacedChunks(collection)).isEqualTo(1);
    }
  }

  @Test
  void theVectorIndexIsTriedAndCanBeBuiltAnew(@TempDir Path folder) {
    FolderCollection.put(folder.resolve("long.md"), Prose.document(5, 40));
    try (var collection = FolderCollection.apart(folder)) {
      assertThat(vacuum.recall(384).orElseThrow()).isBetween(0.9, 1.0);

      vacuum.rebuild(384);

      assertThat(vacuum.recall(384).orElseThrow()).isBetween(0.9, 1.0);
      assertThat(collection.currentTexts("long.md")).isNotEmpty();
      assertThat(vacuum.recall(1024)).as("no vectors of that length").isEmpty();
    }
  }

  @Test
  void limitsHaveTheDocumentedDefaults() {
    assertThat(config.every()).isEqualTo(Duration.ofHours(1));
    assertThat(config.keepReplaced()).isEqualTo(Duration.ofDays(365));
    assertThat(config.batch()).isEqualTo(500);
    assertThat(config.countsBatch()).isEqualTo(10_000);
    assertThat(config.pastEvery()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.pastAfter()).isEqualTo(Duration.ofMinutes(10));
    assertThat(config.pastBatch()).isEqualTo(100);
    assertThat(config.recallEvery()).isEqualTo(Duration.ofHours(24));
    assertThat(config.recallMin()).isEqualTo(0.9);
    assertThat(config.recallSamples()).isEqualTo(20);
  }

  private static int passages(FolderCollection collection) {
    return collection
        .rows("SELECT id FROM passage WHERE tenant_id = :tenant AND collection_id = :collection")
        .size();
  }

  private static int replacedChunks(FolderCollection collection) {
    return collection
        .rows(
            """
            SELECT id FROM chunk
            WHERE tenant_id = :tenant AND collection_id = :collection AND to_version IS NOT NULL
            """)
        .size();
  }
}
