package dev.footnote.history;

import dev.footnote.document.DocumentKey;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Texts of versions as one transaction reads them; the last few are kept. For one thread. */
final class StoredTexts {
  /** Texts kept; one may be long. */
  static final int TEXTS_MAX = 8;

  private final Handle handle;
  private final Map<Key, Optional<StoredText>> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Optional<StoredText>> eldest) {
          return size() > TEXTS_MAX;
        }
      };

  StoredTexts(Handle handle) {
    this.handle = handle;
  }

  private record Key(DocumentKey document, int version) {}

  /** The version's text; empty if it is not stored. */
  Optional<StoredText> find(DocumentKey document, int version) {
    return kept.computeIfAbsent(new Key(document, version), this::read);
  }

  private Optional<StoredText> read(Key key) {
    return handle
        .createQuery(
            """
            SELECT text, pages FROM document_version
            WHERE tenant_id = :tenant AND collection_id = :collection AND document_id = :document AND number = :number
            """)
        .bind("tenant", key.document.scope().tenantId())
        .bind("collection", key.document.scope().collectionId())
        .bind("document", key.document.id())
        .bind("number", key.version)
        .map(
            (row, context) ->
                new StoredText(
                    row.getString("text"),
                    Arrays.asList((Integer[]) row.getArray("pages").getArray())))
        .findOne();
  }
}
