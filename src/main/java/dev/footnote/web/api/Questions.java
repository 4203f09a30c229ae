package dev.footnote.web.api;

import dev.footnote.access.Caller;
import dev.footnote.answer.Question;
import dev.footnote.profile.AnswerProfile;
import dev.footnote.search.AwaitWatermark;
import dev.footnote.search.SearchConfig;
import dev.footnote.web.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes of a request what is asked. */
@ApplicationScoped
public class Questions {
  private final SearchConfig limits;
  private final AwaitWatermark watermarks;

  Questions(SearchConfig limits, AwaitWatermark watermarks) {
    this.limits = limits;
    this.watermarks = watermarks;
  }

  /** A question to be answered, within its limits. */
  public Question of(Caller who, QuestionRequest body) {
    if (body.whyNot() != null) {
      throw ProblemException.invalid(
          "why_not", "'why_not' belongs to a search: send it to /api/v1/search.");
    }
    return new Question(
        who.tenantId(),
        body.collectionOrDefault(),
        checked(body.question()),
        body.k(),
        body.filter(),
        who.name(),
        body.profile() == null ? AnswerProfile.DEFAULT : body.profile(),
        who.keyId(),
        body.conversationId(),
        body.turns(),
        body.callerContext(),
        "",
        body.moment());
  }

  /** A search takes nothing that belongs to an answer. */
  static void refuseWhatASearchCannotUse(QuestionRequest body) {
    String field =
        body.profile() != null
            ? "profile"
            : body.conversationId() != null
                ? "conversation_id"
                : body.history() != null ? "history" : body.context() != null ? "context" : null;
    if (field != null) {
      throw ProblemException.invalid(
          field, "'%s' belongs to a question: send it to /api/v1/query.".formatted(field));
    }
  }

  /** Why a document is absent is known of the present alone. */
  static void refuseWhatThePastCannotTell(QuestionRequest body) {
    if (body.moment() != null && body.whyNot() != null) {
      throw ProblemException.invalid(
          "why_not", "'why_not' explains the present: leave it or 'as_of' out.");
    }
  }

  /** The question's text, if it can be one. */
  public String checked(String question) {
    return QuestionRequest.checked(question, limits.questionCharsMax());
  }

  /** Before any gate: who waits for the index takes no place from those who can be answered. */
  public void waitForIndex(Caller who, QuestionRequest body) {
    if (body.minWatermark() != null) {
      watermarks.await(
          who.tenantId(), body.collectionOrDefault(), body.minWatermark(), body.waitOrLongest());
    }
  }
}
