package dev.footnote.audit;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry with what has become of it.
 *
 * @param entry as it was appended
 * @param intact whether the entry still has the hash that it was appended with
 * @param statuses by citation number, what the cited version is now
 * @param evidence the evidence's texts in the order of the entry, read from the versions that were
 *     searched
 */
public record AuditedAnswer(
    LedgerEntry entry,
    boolean intact,
    Map<Integer, CitationStatus> statuses,
    List<EvidenceText> evidence) {

  /**
   * A stretch of a version that the answerer saw.
   *
   * @param text null when the version's text is no longer stored or is not what was seen
   */
  public record EvidenceText(int rank, UUID documentId, int version, @Nullable String text) {}
}
