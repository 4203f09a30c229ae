package dev.footnote.web.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footnote.access.Caller;
import dev.footnote.access.CurrentCaller;
import dev.footnote.access.Role;
import dev.footnote.answer.Answer;
import dev.footnote.answer.AnswerListener;
import dev.footnote.answer.AskQuestion;
import dev.footnote.answer.Question;
import dev.footnote.evidence.Evidence;
import dev.footnote.web.problem.LateProblem;
import dev.footnote.web.problem.OpenAiError;
import dev.footnote.web.stream.Live;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Chats whose answers carry footnotes, for clients of OpenAI's protocol. */
@Path("/v1/chat/completions")
@RolesAllowed(Role.READ)
@Tag(name = "OpenAI")
public class ChatResource {
  private final AskQuestion ask;
  private final ChatQuestions questions;
  private final CurrentCaller caller;

  ChatResource(AskQuestion ask, ChatQuestions questions, CurrentCaller caller) {
    this.ask = ask;
    this.questions = questions;
    this.caller = caller;
  }

  @POST
  @RunOnVirtualThread
  @Produces({MediaType.APPLICATION_JSON, MediaType.SERVER_SENT_EVENTS})
  @Operation(
      summary = "Chat",
      description =
          "As OpenAI's chat completions: the model is a collection, or a collection and one of its"
              + " answer profiles ('handbook/brief'). Each citation is a url_citation annotation whose"
              + " link opens the cited version at the quote; the object 'footnote' has the rest. With"
              + " stream a chunk leaves for each sentence, once it is checked.")
  public Response chat(JsonNode json, @Context UriInfo uri, @Context RoutingContext context) {
    ChatBody body = ChatBody.of(json);
    Caller who = caller.get();
    Question question = questions.of(who, body);
    String address = uri.getBaseUri().toString().replaceFirst("/+$", "");
    if (body.stream()) {
      return Live.reply(context, events -> stream(question, body, address, events, context));
    }
    Answer answer = ask.ask(question);
    return Response.ok(
            completion(answer.id(), body, address).whole(answer).toString(),
            MediaType.APPLICATION_JSON_TYPE)
        .build();
  }

  private static Completion completion(UUID id, ChatBody body, String address) {
    return new Completion(id, body.model(), Instant.now().getEpochSecond(), address);
  }

  private void stream(
      Question question,
      ChatBody body,
      String address,
      Live.Events events,
      RoutingContext context) {
    var told = new Told(body, address, events);
    try {
      Answer answer = ask.ask(question, told);
      Completion completion = told.opened();
      if (!told.hasSpoken()) {
        events.send("", completion.atOnce(answer).toString());
      }
      events.send("", completion.closing(answer).toString());
      if (body.usageWanted()) {
        events.send("", completion.counted(answer).toString());
      }
      events.send("", "[DONE]");
    } catch (RuntimeException e) {
      if (told.completion == null) {
        throw e;
      }
      events.send("", OpenAiError.of(LateProblem.of(e, context)).toString());
    }
  }

  private static final class Told implements AnswerListener {
    private final ChatBody body;
    private final String address;
    private final Live.Events events;
    private @Nullable Completion completion;
    private int position;

    Told(ChatBody body, String address, Live.Events events) {
      this.body = body;
      this.address = address;
      this.events = events;
    }

    @Override
    public void evidence(UUID answerId, List<Evidence> evidence) {
      completion = completion(answerId, body, address);
      events.send("", completion.opening().toString());
    }

    @Override
    public void said(Sentence sentence) {
      events.send("", opened().said(sentence, position).toString());
      position += sentence.text().length();
    }

    Completion opened() {
      if (completion == null) {
        throw new IllegalStateException("Nothing is said before there is evidence");
      }
      return completion;
    }

    boolean hasSpoken() {
      return position > 0;
    }
  }
}
