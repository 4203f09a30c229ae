package dev.footnote.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.footnote.fixtures.FolderCollection;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
class ReindexJobsTest {
  private static final ReindexRequest ALL = new ReindexRequest(null, null, null, false);

  @Inject ReindexJobs jobs;

  @Test
  void aJobLooksAtEveryDocumentAndCountsHowEachTurnedOut(@TempDir Path folder) throws Exception {
    FolderCollection.put(folder.resolve("same.txt"), "This stays.");
    FolderCollection.put(folder.resolve("edited.txt"), "This was.");
    FolderCollection.put(folder.resolve("gone.txt"), "This goes.");
    try (var collection = FolderCollection.over(folder)) {
      Files.writeString(folder.resolve("edited.txt"), "This is.");
      Files.delete(folder.resolve("gone.txt"));
      Files.write(folder.resolve("empty.md"), new byte[0]);
      ReindexJob job = run(collection, ALL, null);
      assertThat(job.state()).isEqualTo(ReindexJob.State.COMPLETED);
      assertThat(job.counts().total()).isEqualTo(4);
      assertThat(job.counts().failed()).isEqualTo(1);
      assertThat(job.counts().completed()).isEqualTo(3);
      assertThat(job.outcomes()).containsEntry("empty", 1).containsKey("unchanged");
      assertThat(job.remaining(Instant.now())).contains(Duration.ZERO);
      assertThat(collection.currentTexts("edited.txt")).containsExactly("This is.");
    }
  }

  @Test
  void aForcedJobReadsEverythingAndEmbedsNothingThatIsKnown(@TempDir Path folder) throws Exception {
    FolderCollection.put(folder.resolve("a.txt"), "Alpha is first.");
    FolderCollection.put(folder.resolve("b/b.txt"), "Beta is second.");
    try (var collection = FolderCollection.over(folder)) {
      var force = new ReindexRequest(null, "b/**", null, true);
      ReindexJob job = run(collection, force, null);
      assertThat(job.counts().total()).isEqualTo(1);
      assertThat(job.passagesEmbedded()).isZero();
      assertThat(job.outcomes()).containsExactly(java.util.Map.entry("unchanged", 1));
    }
  }

  @Test
  void theSameIdempotencyKeyGetsTheSameJob(@TempDir Path folder) {
    FolderCollection.put(folder.resolve("a.txt"), "Alpha is first.");
    try (var collection = FolderCollection.over(folder)) {
      ReindexJob first = run(collection, ALL, "nightly-1");
      assertThat(run(collection, ALL, "nightly-1").id()).isEqualTo(first.id());
      assertThat(run(collection, ALL, "nightly-2").id()).isNotEqualTo(first.id());
    }
  }

  @Test
  void anotherTenantSeesNoJob(@TempDir Path folder) {
    FolderCollection.put(folder.resolve("a.txt"), "Alpha is first.");
    try (var collection = FolderCollection.over(folder);
        var other = FolderCollection.apart(folder)) {
      ReindexJob job = run(collection, ALL, null);
      assertThat(jobs.find(other.scope().tenantId(), job.id())).isEmpty();
      assertThat(jobs.cancel(other.scope().tenantId(), job.id())).isEmpty();
      assertThat(jobs.newest(other.scope().tenantId(), 10)).isEmpty();
    }
  }

  @Test
  void aJobOverAFolderThatCanNotBeReadFailsAndSaysWhy(@TempDir Path folder) throws Exception {
    Path root = folder.resolve("mount");
    FolderCollection.put(root.resolve("a.txt"), "Alpha is first.");
    try (var collection = FolderCollection.over(root)) {
      Files.move(root, folder.resolve("elsewhere"));
      ReindexJob job = run(collection, ALL, null);
      assertThat(job.state()).isEqualTo(ReindexJob.State.FAILED);
      assertThat(job.failure()).contains("is not there");
      assertThat(collection.currentTexts("a.txt")).hasSize(1);
    }
  }

  private ReindexJob run(
      FolderCollection collection, ReindexRequest request, @Nullable String idempotencyKey) {
    UUID id = jobs.start(collection.scope(), request, idempotencyKey, "test").id();
    int tenant = collection.scope().tenantId();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> jobs.find(tenant, id).orElseThrow().state().finished());
    return jobs.find(tenant, id).orElseThrow();
  }
}
