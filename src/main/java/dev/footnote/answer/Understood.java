package dev.footnote.answer;

import dev.footnote.conversation.History;
import dev.footnote.conversation.StandaloneQuestion;
import dev.footnote.profile.AnswerProfile;
import dev.footnote.profile.AnswerSettings;
import dev.footnote.store.Scope;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A question with what its asker's words leave open: whose documents, in which manner, after what
 * was said before.
 *
 * @param standalone the question as it stands alone
 * @param rewritten how the asker's words became that; null if they stand alone
 * @param questionBack what the asker must say first; null if the question is clear
 */
record Understood(
    Scope scope,
    AnswerProfile profile,
    AnswerSettings settings,
    History history,
    String standalone,
    @Nullable String rewritten,
    @Nullable String questionBack) {
  /** How many passages the profile looks at, as the ledger calls it. */
  static final String PASSAGES = "passages";

  /** The question as it stands alone, likewise. */
  static final String STANDALONE = "standalone_question";

  /** The same with the question read so. */
  Understood read(Question question, StandaloneQuestion standaloneQuestion) {
    return switch (standaloneQuestion) {
      case StandaloneQuestion.AsIs(String text) -> with(text, null, null);
      case StandaloneQuestion.Rewritten(String text, StandaloneQuestion.How how) ->
          with(text, how.name().toLowerCase(Locale.ROOT), null);
      case StandaloneQuestion.Unclear(String back) -> with(question.text(), null, back);
    };
  }

  private Understood with(String text, @Nullable String how, @Nullable String back) {
    return new Understood(scope, profile, settings, history, text, how, back);
  }

  /** What the ledger keeps of the manner. */
  Map<String, Object> onLedger(double fitMin) {
    var kept = new TreeMap<String, Object>();
    kept.put("profile", profile.name());
    kept.put("profile_version", profile.version());
    kept.put("evidence_tokens_max", settings.evidenceTokensMax());
    kept.put(PASSAGES, settings.passages());
    kept.put("sentences_max", settings.sentencesMax());
    kept.put("fit_min", fitMin);
    kept.put("citations", settings.citations().code());
    kept.put("retrieval", settings.retrieval().name().toLowerCase(Locale.ROOT));
    if (rewritten != null) {
      kept.put(STANDALONE, standalone);
      kept.put("rewritten", rewritten);
    }
    return kept;
  }
}
