package dev.footnote.audit;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An entry with what has become of it.
 *
 * @param entry as it was appended
 * @param intact whether the entry still has the hash that it was appended with
 * @param citationsNow by citation number, what became of what it quotes
 * @param evidence the evidence's texts in the order of the entry, read from the versions that were
 *     searched
 */
public record AuditedAnswer(
    LedgerEntry entry,
    boolean intact,
    Map<Integer, CitationNow> citationsNow,
    List<EvidenceText> evidence) {

  /** The status of each citation by its number. */
  public Map<Integer, CitationStatus> statuses() {
    return citationsNow.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, now -> now.getValue().status()));
  }

  /**
   * A stretch of a version that the answerer saw.
   *
   * @param text null when the version's text is no longer stored or is not what was seen
   */
  public record EvidenceText(int rank, UUID documentId, int version, @Nullable String text) {}
}
