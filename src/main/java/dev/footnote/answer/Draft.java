package dev.footnote.answer;

import dev.footnote.audit.Provenance;
import dev.footnote.llm.TokenUsage;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an answer was made; its statements are said by then.
 *
 * @param dropped statements that the answerer itself left out, with the reason
 * @param made what the ledger keeps of the answerer
 * @param fit how well the evidence fits the question; null if that was not asked
 * @param questionBack what the asker must say first; null if nothing
 * @param tokens what the model counted; null if none was asked, or it did not tell
 * @param whole whether the answerer came to its end
 * @param structured the answer in the form of its profile's schema; null for prose
 */
record Draft(
    List<Provenance.Dropped> dropped,
    Provenance.Answerer made,
    @Nullable Double fit,
    @Nullable String questionBack,
    @Nullable TokenUsage tokens,
    boolean whole,
    @Nullable Structured structured) {
  Draft {
    dropped = List.copyOf(dropped);
  }

  /** The same with more for the reader to know. */
  Draft noting(String more) {
    String note = made.note();
    var noted =
        new Provenance.Answerer(
            made.kind(),
            made.model(),
            note == null ? more : note + " " + more,
            made.parameters(),
            made.messages(),
            made.output());
    return new Draft(dropped, noted, fit, questionBack, tokens, whole, structured);
  }

  /** Nothing is answered before the asker has said more. */
  static Draft askingBack(String question) {
    return new Draft(
        List.of(),
        new Provenance.Answerer(
            AnswererInfo.Kind.EXTRACTIVE.code(), null, null, Map.of(), List.of(), null),
        null,
        question,
        null,
        true,
        null);
  }
}
