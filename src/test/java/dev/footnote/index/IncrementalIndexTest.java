package dev.footnote.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.footnote.fixtures.FolderCollection;
import dev.footnote.fixtures.FolderHistory;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The great property: any history of edits, indexed as it happens, equals an index rebuilt from
 * scratch. A history that breaks it is cut down to the steps that matter. More of it: {@code mvn
 * test -Dtest=IncrementalIndexTest -Dhistory.seeds=200 -Dhistory.steps=100}.
 */
@QuarkusTest
class IncrementalIndexTest {
  private static final int SEEDS = Integer.getInteger("history.seeds", 3);
  private static final int STEPS = Integer.getInteger("history.steps", 25);
  private static final long FIRST_SEED = Long.getLong("history.first-seed", 20261121L);
  private static final int SHRINKING_TRIES = 60;

  @TestFactory
  Stream<DynamicTest> anyHistoryIndexedAsItHappensEqualsARebuild(@TempDir Path folder) {
    return LongStream.range(FIRST_SEED, FIRST_SEED + SEEDS)
        .mapToObj(seed -> dynamicTest("seed " + seed, () -> check(seed, folder)));
  }

  private static void check(long seed, Path folder) throws IOException {
    List<Long> steps = FolderHistory.steps(seed, STEPS);
    @Nullable String difference = difference(steps, folder);
    if (difference != null) {
      List<Long> few = shrink(steps, folder);
      fail(
          "seed %d: an index that followed differs from one built anew; %d of %d steps suffice: %s",
          seed,
          few.size(),
          steps.size(),
          Objects.requireNonNullElse(difference(few, folder), difference));
    }
  }

  /** Leaves out as many steps as can be left out without the difference going away. */
  private static List<Long> shrink(List<Long> failing, Path folder) throws IOException {
    List<Long> shortest = failing;
    int tries = 0;
    for (int part = shortest.size() / 2; part >= 1; part /= 2) {
      int from = 0;
      while (from < shortest.size() && tries++ < SHRINKING_TRIES) {
        var shorter = new ArrayList<>(shortest);
        shorter.subList(from, Math.min(shorter.size(), from + part)).clear();
        if (difference(shorter, folder) == null) {
          from += part;
        } else {
          shortest = List.copyOf(shorter);
        }
      }
    }
    return shortest;
  }

  /** What differs after these steps, with the steps in words; null if nothing does. */
  private static @Nullable String difference(List<Long> steps, Path parent) throws IOException {
    Path folder = Files.createTempDirectory(parent, "history");
    var history = new FolderHistory(folder);
    try (var incremental = FolderCollection.over(folder)) {
      for (int step = 0; step < steps.size(); step++) {
        history.step(steps.get(step));
        // Not after every step: what happens while an index is busy, or all at once, is part of it.
        if (step % 3 == 0) {
          incremental.settle();
        }
      }
      incremental.settle();
      try (var rebuilt = FolderCollection.apart(folder)) {
        assertThat(chunks(rebuilt).isEmpty()).isEqualTo(steps.isEmpty());
        boolean equal =
            chunks(incremental).equals(chunks(rebuilt))
                && statistics(incremental).equals(statistics(rebuilt))
                && words(incremental).equals(words(rebuilt))
                && acronyms(incremental).equals(acronyms(rebuilt));
        return equal ? null : history.toString();
      }
    }
  }

  private static List<Map<String, Object>> chunks(FolderCollection collection) {
    return collection.rows(
        """
        SELECT d.uri, c.span_start, c.span_end, c.page_first, c.page_last, array_to_string(p.heading_path, '|') AS path,
          p.body, p.tokens, encode(p.sha256, 'hex') AS sha256, p.terms::text, p.bm25::text, p.embedding::text,
          encode(v.content_sha256, 'hex') AS content
        FROM chunk c
        JOIN passage p ON p.tenant_id = c.tenant_id AND p.collection_id = c.collection_id AND p.id = c.passage_id
        JOIN document d ON d.tenant_id = c.tenant_id AND d.collection_id = c.collection_id AND d.id = c.document_id
        JOIN document_version v ON v.tenant_id = d.tenant_id AND v.collection_id = d.collection_id
          AND v.document_id = d.id AND v.number = d.current_version
        WHERE c.tenant_id = :tenant AND c.collection_id = :collection AND c.to_version IS NULL
        ORDER BY d.uri, c.span_start
        """);
  }

  /** Words that some live passage holds. */
  private static List<Map<String, Object>> words(FolderCollection collection) {
    return collection.rows(
        """
        SELECT v.word, v.term, s.passages FROM vocabulary v
        JOIN term_statistics s ON s.tenant_id = v.tenant_id AND s.collection_id = v.collection_id
          AND s.generation_id = v.generation_id AND s.term = v.term
        WHERE v.tenant_id = :tenant AND v.collection_id = :collection ORDER BY v.word
        """);
  }

  /** Acronyms that some live passage defines. */
  private static List<Map<String, Object>> acronyms(FolderCollection collection) {
    return collection.rows(
        """
        SELECT a.short_form, a.long_form, a.short_key, a.long_key, count(*) AS passages FROM acronym a
        WHERE a.tenant_id = :tenant AND a.collection_id = :collection
          AND EXISTS (SELECT FROM chunk c WHERE c.passage_id = a.passage_id AND c.to_version IS NULL)
        GROUP BY 1, 2, 3, 4 ORDER BY 1, 2
        """);
  }

  private static List<Map<String, Object>> statistics(FolderCollection collection) {
    return collection.rows(
        """
        SELECT s.term, s.passages, g.passages_live FROM term_statistics s
        JOIN generation g ON g.tenant_id = s.tenant_id AND g.collection_id = s.collection_id AND g.id = s.generation_id
        WHERE s.tenant_id = :tenant AND s.collection_id = :collection ORDER BY s.term
        """);
  }
}
