package dev.footnote.audit;

import dev.footnote.audit.AuditedAnswer.EvidenceText;
import dev.footnote.store.Sha256;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** What the auditor's questions are in SQL. */
final class LedgerQueries {
  private LedgerQueries() {}

  static List<LedgerPage.Summary> summaries(
      Handle handle,
      int tenantId,
      LedgerFilter filter,
      LedgerOrder order,
      @Nullable LedgerCursor after,
      int limit) {
    List<LedgerPage.Summary> found =
        new SummaryQuery(tenantId, filter, order, after)
            .on(handle, limit)
            .map(LedgerQueries::summary)
            .list();
    Map<UUID, Integer> stale =
        StaleCounts.of(handle, tenantId, found.stream().map(LedgerPage.Summary::answerId).toList());
    return found.stream()
        .map(summary -> summary.withStale(stale.getOrDefault(summary.answerId(), 0)))
        .toList();
  }

  private static LedgerPage.Summary summary(ResultSet row, StatementContext context)
      throws SQLException {
    return new LedgerPage.Summary(
        row.getObject("id", UUID.class),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getString("collection"),
        row.getString("caller"),
        row.getString("question"),
        row.getString("outcome"),
        row.getString("text"),
        row.getInt("total"),
        0,
        row.getObject("asked", Long.class));
  }

  /** What became of what an entry's citations quote, by citation number. */
  static Map<Integer, CitationNow> citationsNow(Handle handle, LedgerEntry entry) {
    var now = new CitationsNow(handle);
    return entry.citations().stream()
        .collect(
            Collectors.toMap(
                LedgerCitation::n, citation -> now.of(CitationsNow.span(entry.scope(), citation))));
  }

  /** The texts that the answerer saw, in its order. */
  static List<EvidenceText> evidence(Handle handle, LedgerEntry entry) {
    var texts = new HashMap<String, String>();
    for (Provenance.Passage passage : entry.provenance().evidence()) {
      texts.computeIfAbsent(
          passage.documentId() + " " + passage.version(),
          key -> versionText(handle, entry, passage));
    }
    return entry.provenance().evidence().stream()
        .map(
            passage -> {
              String text = texts.get(passage.documentId() + " " + passage.version());
              return new EvidenceText(
                  passage.rank(), passage.documentId(), passage.version(), seen(passage, text));
            })
        .toList();
  }

  private static @Nullable String versionText(
      Handle handle, LedgerEntry entry, Provenance.Passage passage) {
    return handle
        .createQuery(
            """
            SELECT text FROM document_version
            WHERE tenant_id = :tenant AND collection_id = :collection
              AND document_id = :document AND number = :number
            """)
        .bind("tenant", entry.scope().tenantId())
        .bind("collection", entry.scope().collectionId())
        .bind("document", passage.documentId())
        .bind("number", passage.version())
        .mapTo(String.class)
        .findOne()
        .orElse(null);
  }

  private static @Nullable String seen(Provenance.Passage passage, @Nullable String text) {
    if (text == null || passage.spanEnd() > text.length()) {
      return null;
    }
    String stretch = text.substring(passage.spanStart(), passage.spanEnd());
    return Sha256.ofText(stretch).hex().equals(passage.textSha256()) ? stretch : null;
  }
}
