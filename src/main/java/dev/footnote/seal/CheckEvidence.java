package dev.footnote.seal;

import dev.footnote.audit.EntryKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Whether the kept versions still read what answers quote from them. */
final class CheckEvidence {
  private final Findings findings;

  CheckEvidence(Findings findings) {
    this.findings = findings;
  }

  /** The quotes of the answers under some seals, each version read once. */
  void quotedUnder(Handle handle, int tenantId, long from, long to) {
    var version = new Version(handle, tenantId);
    handle
        .createQuery(
            """
            SELECT c.collection_id, c.document_id, c.version, c.span_start, c.span_end, c.quote,
              (array_agg(c.answer_id))[1] AS answer_id
            FROM ledger_leaf l
            JOIN citation c ON c.tenant_id = l.tenant_id AND c.answer_id = l.id
            WHERE l.tenant_id = :tenant AND l.seal_number BETWEEN :from AND :to AND l.kind = 'answer' AND c.verified
            GROUP BY 1, 2, 3, 4, 5, 6
            ORDER BY 1, 2, 3
            """)
        .bind("tenant", tenantId)
        .bind("from", from)
        .bind("to", to)
        .setFetchSize(1_000)
        .map(
            (row, context) -> {
              compare(version, row);
              return true;
            })
        .forEach(done -> {});
  }

  private void compare(Version version, ResultSet row) throws SQLException {
    UUID document = row.getObject("document_id", UUID.class);
    int number = row.getInt("version");
    version.read(row.getInt("collection_id"), document, number);
    String text = version.text;
    int start = row.getInt("span_start");
    int end = row.getInt("span_end");
    if (version.erased) {
      return;
    }
    if (text == null
        || end > text.length()
        || !text.substring(start, end).equals(row.getString("quote"))) {
      findings.add(
          Finding.unsealed(
              Finding.Kind.EVIDENCE_ALTERED,
              EntryKey.answer(row.getObject("answer_id", UUID.class)),
              text == null
                  ? "Version %d of document %s, which the answer quotes, is gone, and no tombstone says that it was erased."
                      .formatted(number, document)
                  : "Version %d of document %s does not read what the answer quotes from characters %d to %d."
                      .formatted(number, document, start, end)));
    }
  }

  /** The version that was looked at last. */
  private static final class Version {
    private final Handle handle;
    private final int tenantId;
    private @Nullable UUID document;
    private int number;
    private @Nullable String text;
    private boolean erased;

    Version(Handle handle, int tenantId) {
      this.handle = handle;
      this.tenantId = tenantId;
    }

    void read(int collection, UUID wanted, int version) {
      if (wanted.equals(document) && version == number) {
        return;
      }
      document = wanted;
      number = version;
      text =
          handle
              .createQuery(
                  """
                  SELECT text FROM document_version
                  WHERE tenant_id = :tenant AND collection_id = :collection AND document_id = :document
                    AND number = :number
                  """)
              .bind("tenant", tenantId)
              .bind("collection", collection)
              .bind("document", wanted)
              .bind("number", version)
              .mapTo(String.class)
              .findOne()
              .orElse(null);
      erased = text == null && hasTombstone(wanted);
    }

    private boolean hasTombstone(UUID wanted) {
      return handle
          .createQuery(
              """
              SELECT EXISTS (SELECT FROM ledger_erasure
                WHERE tenant_id = :tenant AND what = 'document' AND subject = :document)
              """)
          .bind("tenant", tenantId)
          .bind("document", wanted)
          .mapTo(Boolean.class)
          .one();
    }
  }
}
