package dev.footnote.answer;

import dev.footnote.conversation.History;
import dev.footnote.evidence.Evidence;
import dev.footnote.evidence.StoredVersion;
import dev.footnote.evidence.VersionKey;
import dev.footnote.profile.AnswerSettings;
import dev.footnote.search.SearchResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What an answerer answers from.
 *
 * @param question as it stands alone
 * @param context what the caller says besides its question
 * @param versions the texts of evidence and context; a piece whose text is missing is not cited
 * @param fitMin how well the evidence must fit before its own sentences are an answer
 */
record Asked(
    String question,
    History history,
    List<Evidence> evidence,
    CallerContext context,
    Map<VersionKey, StoredVersion> versions,
    SearchResult.Signals signals,
    AnswerSettings settings,
    double fitMin) {
  Asked {
    evidence = List.copyOf(evidence);
    var all = new HashMap<>(versions);
    all.putAll(context.texts());
    versions = Map.copyOf(all);
  }

  /** What the caller says, numbered after the evidence. */
  List<Evidence> callerSays() {
    return context.pieces(evidence.size());
  }

  /** All that an answer may rest on: the evidence, then what the caller says. */
  List<Evidence> sources() {
    return Stream.concat(evidence.stream(), callerSays().stream()).toList();
  }
}
