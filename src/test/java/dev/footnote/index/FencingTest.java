package dev.footnote.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.document.DocumentKey;
import dev.footnote.document.DocumentLease;
import dev.footnote.document.DocumentLeases;
import dev.footnote.document.FileStamp;
import dev.footnote.fixtures.FolderCollection;
import dev.footnote.store.Database;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker that was passed by a later one can't commit, however late it wakes up. */
@QuarkusTest
class FencingTest {
  @Inject Database database;
  @Inject DocumentLeases leases;
  @Inject PrepareDocument prepare;
  @Inject PrepareReplacement prepareReplacement;
  @Inject ReplaceDocument replace;

  @Test
  void aWorkerThatSleptOverItsLeaseCanNeitherReplaceNorRemove(@TempDir Path folder) {
    FolderCollection.put(folder.resolve("a.txt"), "The newest text.");
    try (var collection = FolderCollection.over(folder)) {
      DocumentLease sleeper = take(collection);
      DocumentLease later = take(collection);
      assertThat(replaceWith(sleeper, "An older text.")).isInstanceOf(Outcome.Superseded.class);
      assertThat(replace.remove(sleeper)).isInstanceOf(Outcome.Superseded.class);
      assertThat(collection.currentTexts("a.txt")).containsExactly("The newest text.");

      assertThat(replaceWith(later, "A text of the later worker."))
          .isInstanceOf(Outcome.Indexed.class);
      assertThat(collection.currentTexts("a.txt")).containsExactly("A text of the later worker.");
    }
  }

  private Outcome replaceWith(DocumentLease lease, String text) {
    var ready =
        (PrepareDocument.Preparation.Ready)
            prepare.prepare(lease.uri(), text.getBytes(StandardCharsets.UTF_8));
    var prepared =
        (PrepareReplacement.Prepared.Ready)
            prepareReplacement.prepare(lease.key().scope(), ready.version());
    return replace
        .replace(lease, prepared.replacement(), new FileStamp(text.length(), 0, null))
        .orElseThrow();
  }

  private DocumentLease take(FolderCollection collection) {
    UUID id = (UUID) Objects.requireNonNull(collection.document("a.txt")).get("id");
    return database
        .write(h -> leases.take(h, new DocumentKey(collection.scope(), Objects.requireNonNull(id))))
        .orElseThrow();
  }
}
