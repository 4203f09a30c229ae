package dev.footnote.audit;

import dev.footnote.store.Scope;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * One answer as the ledger keeps it.
 *
 * @param at when it was given, cut to microseconds as PostgreSQL keeps it
 * @param caller who asked
 * @param outcome {@code grounded}, {@code partly_grounded} or {@code no_evidence}
 * @param text what the caller was told
 * @param generationId the generation that was searched
 * @param watermark how many changes of the collection the search had seen
 */
public record LedgerEntry(
    UUID id,
    Scope scope,
    Instant at,
    String caller,
    String question,
    String outcome,
    String text,
    int generationId,
    long watermark,
    Provenance provenance,
    List<LedgerCitation> citations) {
  public LedgerEntry {
    at = at.truncatedTo(ChronoUnit.MICROS);
    citations = List.copyOf(citations);
  }
}
