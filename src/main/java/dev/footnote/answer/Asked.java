package dev.footnote.answer;

import dev.footnote.conversation.History;
import dev.footnote.evidence.Evidence;
import dev.footnote.evidence.StoredVersion;
import dev.footnote.evidence.VersionKey;
import dev.footnote.profile.AnswerSettings;
import dev.footnote.search.SearchResult;
import java.util.List;
import java.util.Map;

/**
 * What an answerer answers from.
 *
 * @param question as it stands alone
 * @param versions those that the evidence comes from; a piece whose version is missing is not cited
 * @param fitMin how well the evidence must fit before its own sentences are an answer
 */
record Asked(
    String question,
    History history,
    List<Evidence> evidence,
    Map<VersionKey, StoredVersion> versions,
    SearchResult.Signals signals,
    AnswerSettings settings,
    double fitMin) {
  Asked {
    evidence = List.copyOf(evidence);
  }
}
