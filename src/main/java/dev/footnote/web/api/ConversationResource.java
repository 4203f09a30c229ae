package dev.footnote.web.api;

import dev.footnote.access.Caller;
import dev.footnote.access.CurrentCaller;
import dev.footnote.access.Role;
import dev.footnote.conversation.Conversation;
import dev.footnote.conversation.ConversationPage;
import dev.footnote.conversation.Conversations;
import dev.footnote.conversation.InvalidCursor;
import dev.footnote.web.api.ConversationView.TurnView;
import dev.footnote.web.api.ConversationView.WithTurns;
import dev.footnote.web.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Conversations that are kept here, each for the caller who opened it alone. */
@Path("/api/v1/conversations")
@RolesAllowed(Role.READ)
@RunOnVirtualThread
@Tag(name = "Conversations")
public class ConversationResource {
  private final Conversations conversations;
  private final CurrentCaller caller;

  ConversationResource(Conversations conversations, CurrentCaller caller) {
    this.conversations = conversations;
    this.caller = caller;
  }

  /** What a new conversation is about. */
  public record NewConversation(
      @Schema(description = "Name of a collection", examples = "default", defaultValue = "default")
          @Nullable
          @Size(max = 63, message = "must be the name of a collection")
          String collection) {}

  /**
   * Some of the caller's conversations.
   *
   * @param nextCursor null on the last page
   */
  public record ConversationList(
      List<ConversationView> conversations, @Nullable String nextCursor) {}

  @POST
  @Operation(
      summary = "Open a conversation",
      description =
          "The service then remembers what was asked and answered in it. Each turn puts off its"
              + " end; when nobody has used it for a while, it is forgotten.")
  @APIResponse(responseCode = "201", description = "It is open; Location names it.")
  public Response open(@NotNull(message = "must be an object") @Valid NewConversation body) {
    String collection =
        body.collection() == null ? QuestionRequest.COLLECTION_DEFAULT : body.collection();
    Conversation opened = conversations.open(tenant(), owner(), collection);
    return Response.created(URI.create("/api/v1/conversations/" + opened.id()))
        .entity(ConversationView.of(opened))
        .build();
  }

  @GET
  @Operation(summary = "List your conversations", description = "The newest first.")
  public ConversationList list(
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit")
          @DefaultValue("50")
          @Min(value = 1, message = "must be at least 1")
          @Max(value = Conversations.LIMIT_MAX, message = "must be at most 200")
          int limit) {
    try {
      ConversationPage page = conversations.list(tenant(), owner(), cursor, limit);
      return new ConversationList(
          page.conversations().stream().map(ConversationView::of).toList(), page.nextCursor());
    } catch (InvalidCursor e) {
      throw ProblemException.invalid("cursor", String.valueOf(e.getMessage()));
    }
  }

  @GET
  @Path("/{id}")
  @Operation(
      summary = "Read a conversation",
      description = "Its turns in order, with questions and answers as the ledger has them.")
  public WithTurns get(@PathParam("id") String id) {
    Conversations.Whole whole = conversations.get(tenant(), owner(), Ids.uuid(id));
    Conversation conversation = whole.conversation();
    return new WithTurns(
        conversation.id(),
        conversation.collection(),
        conversation.createdAt(),
        conversation.expiresAt(),
        whole.turns().stream().map(TurnView::of).toList());
  }

  @DELETE
  @Path("/{id}")
  @Operation(
      summary = "Forget a conversation",
      description = "At once. Its answers stay on the ledger.")
  @APIResponse(responseCode = "204", description = "It is forgotten.")
  public void delete(@PathParam("id") String id) {
    UUID conversation = Ids.uuid(id);
    conversations.delete(tenant(), owner(), conversation);
  }

  private int tenant() {
    return caller.get().tenantId();
  }

  private String owner() {
    Caller who = caller.get();
    return Conversations.owner(who.keyId());
  }
}
