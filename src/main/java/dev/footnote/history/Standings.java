package dev.footnote.history;

import dev.footnote.document.DocumentKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Says what became of cited stretches: the one rule, for whoever asks. It reads within one
 * transaction and keeps the last texts and comparisons, so ask for stretches of one document one
 * after another. For one thread.
 */
public final class Standings {
  /** Comparisons kept. */
  static final int COMPARISONS_MAX = 8;

  private final Handle handle;
  private final StoredTexts texts;
  private final Map<Pair, Optional<Anchors>> compared =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Pair, Optional<Anchors>> eldest) {
          return size() > COMPARISONS_MAX;
        }
      };

  public Standings(Handle handle) {
    this.handle = handle;
    this.texts = new StoredTexts(handle);
  }

  private record Pair(DocumentKey document, int from, int to) {}

  /**
   * What became of a stretch when its document is in that state. One whose version is no longer
   * stored counts as deleted.
   */
  public Standing of(CitedSpan span, DocumentState state) {
    return switch (state) {
      case DocumentState.Gone() -> new Standing.Deleted();
      case DocumentState.Present(int version, String uri) -> {
        boolean samePath = uri.equals(span.uri());
        if (version == span.version()) {
          yield samePath ? new Standing.Current() : new Standing.Moved(span.start(), span.end());
        }
        yield compared
            .computeIfAbsent(new Pair(span.document(), span.version(), version), this::compare)
            .map(anchors -> anchors.find(span.start(), span.end(), samePath))
            .orElseGet(Standing.Deleted::new);
      }
    };
  }

  private Optional<Anchors> compare(Pair pair) {
    return texts
        .find(pair.document, pair.from)
        .flatMap(
            from ->
                texts.find(pair.document, pair.to).map(to -> new Anchors(from.text(), to.text())));
  }

  /** What a version says; null if it is not stored. */
  public @Nullable StoredText text(DocumentKey document, int version) {
    return texts.find(document, version).orElse(null);
  }

  /** What the document is now. */
  public DocumentState now(DocumentKey document) {
    return handle
        .createQuery(
            """
            SELECT current_version, uri FROM document
            WHERE tenant_id = :tenant AND collection_id = :collection AND id = :document
              AND current_version IS NOT NULL
            """)
        .bind("tenant", document.scope().tenantId())
        .bind("collection", document.scope().collectionId())
        .bind("document", document.id())
        .<DocumentState>map(
            (row, context) ->
                new DocumentState.Present(row.getInt("current_version"), row.getString("uri")))
        .findOne()
        .orElseGet(DocumentState.Gone::new);
  }
}
