package dev.footnote.replay;

import dev.footnote.audit.LedgerEntry;
import dev.footnote.audit.Provenance;
import dev.footnote.rerank.ConfiguredReranker;
import dev.footnote.search.LookedAgain;
import dev.footnote.search.SearchResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Why an answer came out otherwise: what is known to make a difference, of all that may have. */
final class FindReasons {
  private final LedgerEntry entry;
  private final String release;
  private final ConfiguredReranker reranker;
  private final LookedAgain looked;

  FindReasons(LedgerEntry entry, String release, ConfiguredReranker reranker, LookedAgain looked) {
    this.entry = entry;
    this.release = release;
    this.reranker = reranker;
    this.looked = looked;
  }

  /**
   * The reasons, none twice; at least one.
   *
   * @param approximate whether it depends on the way of searching what is found
   * @param intact whether the entry says what it said when it was appended
   */
  List<Reason> of(
      SearchResult found, Replay.Candidates candidates, boolean approximate, boolean intact) {
    Provenance made = entry.provenance();
    List<Reason> reasons = new ArrayList<>();
    if (!intact) {
      reasons.add(Reason.ENTRY_ALTERED);
    }
    if (made.redacted() != null) {
      reasons.add(Reason.PERSONAL_DATA_REDACTED);
    }
    if (made.queries() == null || made.release() == null) {
      reasons.add(Reason.OLD_ENTRY);
    } else if (!release.equals(made.release())) {
      reasons.add(Reason.OTHER_RELEASE);
    }
    if (made.signals().bestDense() == null || !found.degraded().isEmpty()) {
      reasons.add(Reason.EMBEDDING_ABSENT);
    }
    addReranking(made, reasons);
    if (made.queries() != null && made.queries().size() > 1 && !candidates.identical()) {
      reasons.add(Reason.SEVERAL_SEARCHES);
    }
    if (approximate && !candidates.identical()) {
      reasons.add(Reason.APPROXIMATE_INDEX);
    }
    if (candidates.identical() && textIsGone(found)) {
      reasons.add(Reason.TEXT_GONE);
    }
    return reasons.isEmpty() ? List.of(Reason.UNEXPLAINED) : List.copyOf(reasons);
  }

  private void addReranking(Provenance made, List<Reason> reasons) {
    Provenance.Reranking reranking = made.reranking();
    String then = reranking == null ? null : reranking.model();
    switch (looked) {
      case BY_NOBODY, AS_RECORDED -> {}
      case AGAIN -> {
        if (!Objects.equals(then, reranker.model().orElse(null))) {
          reasons.add(Reason.OTHER_RERANKER);
        }
      }
      case LEFT_OUT ->
          reasons.add(
              reranker.model().isPresent() ? Reason.RERANKER_NOT_ASKED : Reason.OTHER_RERANKER);
    }
  }

  /** Whether a document that was evidence is not among what was found to be evidence now. */
  private boolean textIsGone(SearchResult found) {
    Set<UUID> there =
        found.hits().stream().map(hit -> hit.documentId()).collect(Collectors.toSet());
    return entry.provenance().evidence().stream()
        .anyMatch(piece -> !there.contains(piece.documentId()));
  }
}
