package dev.footnote.web.stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footnote.access.Caller;
import dev.footnote.access.CurrentCaller;
import dev.footnote.access.Role;
import dev.footnote.answer.Answer;
import dev.footnote.answer.AnswerListener;
import dev.footnote.answer.AskQuestion;
import dev.footnote.answer.Citation;
import dev.footnote.answer.ContextCitation;
import dev.footnote.answer.Question;
import dev.footnote.evidence.Evidence;
import dev.footnote.web.api.ApiJson;
import dev.footnote.web.api.QuestionRequest;
import dev.footnote.web.api.Questions;
import dev.footnote.web.problem.LateProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Questions whose answers leave sentence by sentence. */
@Path("/api/v1/query/stream")
@RolesAllowed(Role.READ)
@Tag(name = "Questions")
public class QueryStreamResource {
  private static final ObjectMapper JSON = new ApiJson().getContext(Answer.class);

  private final AskQuestion ask;
  private final Questions questions;
  private final CurrentCaller caller;

  QueryStreamResource(AskQuestion ask, Questions questions, CurrentCaller caller) {
    this.ask = ask;
    this.questions = questions;
    this.caller = caller;
  }

  @POST
  @RunOnVirtualThread
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(
      summary = "Ask, and hear the answer sentence by sentence",
      description =
          "Server-sent events: 'evidence' with what is answered from, then for each sentence that was"
              + " checked and is on the ledger a 'sentence' and one 'citation' for each of its markers"
              + " ('context_citation' where it points to what the caller said),"
              + " and 'done' with the whole answer; or 'error' with a problem. All sentences together"
              + " are the answer's text.")
  public Response ask(
      @NotNull(message = "must be an object") @Valid QuestionRequest body,
      @Context RoutingContext context) {
    Caller who = caller.get();
    Question question = questions.of(who, body);
    questions.waitForIndex(who, body);
    return Live.reply(context, events -> answer(question, events, context));
  }

  private void answer(Question question, Live.Events events, RoutingContext context) {
    var told = new Told(events);
    try {
      Answer answer = ask.ask(question, told);
      ObjectNode done = JSON.valueToTree(answer);
      done.remove("evidence");
      events.send("done", done.toString());
    } catch (RuntimeException e) {
      if (!told.any) {
        throw e;
      }
      events.send("error", JSON.valueToTree(LateProblem.of(e, context)).toString());
    }
  }

  private static final class Told implements AnswerListener {
    private final Live.Events events;
    private boolean any;

    Told(Live.Events events) {
      this.events = events;
    }

    @Override
    public void evidence(UUID answerId, List<Evidence> evidence) {
      any = true;
      ObjectNode event = JSON.createObjectNode().put("answer_id", answerId.toString());
      event.set("evidence", JSON.valueToTree(evidence));
      events.send("evidence", event.toString());
    }

    @Override
    public void said(Sentence sentence) {
      ObjectNode event = JSON.createObjectNode().put("text", sentence.text());
      var numbers = event.putArray("citations");
      sentence.citations().forEach(citation -> numbers.add(citation.n()));
      sentence.contextCitations().forEach(citation -> numbers.add(citation.n()));
      events.send("sentence", event.toString());
      for (Citation citation : sentence.citations()) {
        events.send("citation", JSON.valueToTree(citation).toString());
      }
      for (ContextCitation citation : sentence.contextCitations()) {
        events.send("context_citation", JSON.valueToTree(citation).toString());
      }
    }
  }
}
