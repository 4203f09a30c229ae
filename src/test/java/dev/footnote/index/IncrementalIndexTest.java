package dev.footnote.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.fixtures.FolderCollection;
import dev.footnote.fixtures.FolderHistory;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The great property: any history of edits, indexed as it happens, equals an index rebuilt from
 * scratch.
 */
@QuarkusTest
class IncrementalIndexTest {
  private static final int STEPS = 25;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 20261121, 987654321})
  void anyHistoryIndexedAsItHappensEqualsARebuild(long seed, @TempDir Path folder)
      throws Exception {
    Path root = Files.createDirectory(folder.resolve("docs"));
    var history = new FolderHistory(root, seed);
    try (var incremental = FolderCollection.over(root)) {
      for (int step = 0; step < STEPS; step++) {
        history.step();
        // Not after every step: what happens while an index is busy, or all at once, is part of it.
        if (step % 3 == 0) {
          incremental.settle();
        }
      }
      incremental.settle();
      try (var rebuilt = FolderCollection.apart(root)) {
        assertThat(chunks(incremental))
            .as("seed %d, history %s", seed, history)
            .isNotEmpty()
            .containsExactlyElementsOf(chunks(rebuilt));
        assertThat(statistics(incremental)).isEqualTo(statistics(rebuilt));
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

  private static List<Map<String, Object>> statistics(FolderCollection collection) {
    return collection.rows(
        """
        SELECT s.term, s.passages, g.passages_live FROM term_statistics s
        JOIN generation g ON g.tenant_id = s.tenant_id AND g.collection_id = s.collection_id AND g.id = s.generation_id
        WHERE s.tenant_id = :tenant AND s.collection_id = :collection ORDER BY s.term
        """);
  }
}
