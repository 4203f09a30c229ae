package dev.footnote.web.api;

import dev.footnote.access.Caller;
import dev.footnote.access.CurrentCaller;
import dev.footnote.access.Role;
import dev.footnote.answer.Answer;
import dev.footnote.answer.AskQuestion;
import dev.footnote.answer.Question;
import dev.footnote.search.SearchPassages;
import dev.footnote.search.SearchQuery;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Questions: answered with footnotes, or searched for alone. */
@Path("/api/v1")
@RolesAllowed(Role.READ)
@RunOnVirtualThread
@Tag(name = "Questions")
public class QuestionResource {
  private final AskQuestion ask;
  private final SearchPassages search;
  private final Questions questions;
  private final QuestionGate gate;
  private final CurrentCaller caller;

  QuestionResource(
      AskQuestion ask,
      SearchPassages search,
      Questions questions,
      QuestionGate gate,
      CurrentCaller caller) {
    this.ask = ask;
    this.search = search;
    this.questions = questions;
    this.gate = gate;
    this.caller = caller;
  }

  @POST
  @Path("/query")
  @Operation(
      summary = "Ask",
      description =
          "The answer is plain text with a marker [n] after each statement, and a citation for each"
              + " marker. It is on the ledger before it leaves. With min_watermark it is computed on an"
              + " index that contains that change, or refused. With as_of it is answered from the"
              + " collection exactly as it was at that time or watermark.")
  public Answer ask(@NotNull(message = "must be an object") @Valid QuestionRequest body) {
    Caller who = caller.get();
    Question question = questions.of(who, body);
    questions.waitForIndex(who, body);
    return ask.ask(question);
  }

  @POST
  @Path("/search")
  @Operation(
      summary = "Search",
      description =
          "The passages that fit a question best, with the scores of each leg. With explain the reply"
              + " also says how the question was read, and for each hit its rank after fusion and"
              + " which of the question's words it holds. With why_not it says, from the same"
              + " snapshot, why a document is not among the hits. With as_of the collection is"
              + " searched exactly as it was at that time or watermark.")
  public SearchReply search(@NotNull(message = "must be an object") @Valid QuestionRequest body) {
    Questions.refuseWhatASearchCannotUse(body);
    Questions.refuseWhatThePastCannotTell(body);
    Caller who = caller.get();
    SearchQuery query =
        new SearchQuery(
            who.tenantId(),
            body.collectionOrDefault(),
            questions.checked(body.question()),
            body.kOrDefault(),
            body.filter(),
            null,
            body.moment());
    questions.waitForIndex(who, body);
    return SearchReply.of(gate.admit(() -> search.explain(query, body.whyNot())), body.explained());
  }
}
