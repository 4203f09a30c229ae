package dev.footnote.bench;

import dev.footnote.fixtures.FolderCollection;
import dev.footnote.fixtures.Prose;
import dev.footnote.source.Folders;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long it takes to see that nothing in a folder has changed. Run by {@code mvn test
 * -Dtest=ScanBench -Dfootnote.bench.files=10000}; a few texts serve all files, since how they were
 * indexed is not the question.
 */
@QuarkusTest
@EnabledIfSystemProperty(named = "footnote.bench.files", matches = "[0-9]+")
class ScanBench {
  private static final int TEXTS = 20;

  @Inject Folders folders;

  @Test
  void anUnchangedFolder(@TempDir Path folder) {
    int files = Integer.getInteger("footnote.bench.files");
    for (int i = 0; i < files; i++) {
      FolderCollection.put(
          folder.resolve("part" + i % 97).resolve("doc" + i + ".md"), Prose.document(i % TEXTS, 2));
    }
    long start = System.nanoTime();
    try (var collection = FolderCollection.over(folder)) {
      double indexed = seconds(start);
      double[] scans = new double[9];
      for (int i = 0; i < scans.length; i++) {
        long before = System.nanoTime();
        folders.look(collection.source());
        scans[i] = seconds(before);
      }
      Arrays.sort(scans);
      System.out.printf(
          "%d files indexed in %.1f s; looking at them unchanged: median %.2f s, longest %.2f s%n",
          files, indexed, scans[scans.length / 2], scans[scans.length - 1]);
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
