package dev.footnote.web.api;

import dev.footnote.access.CurrentCaller;
import dev.footnote.access.Role;
import dev.footnote.staleness.Webhook;
import dev.footnote.staleness.Webhooks;
import dev.footnote.web.problem.ProblemException;
import dev.footnote.web.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Webhooks: where the feed of what became of citations is sent. */
@Path("/api/v1/admin/webhooks")
@RolesAllowed(Role.ADMINISTER)
@RunOnVirtualThread
@Tag(name = "Administration")
public class WebhookResource {
  private final Webhooks webhooks;
  private final CurrentCaller caller;

  WebhookResource(Webhooks webhooks, CurrentCaller caller) {
    this.webhooks = webhooks;
    this.caller = caller;
  }

  /** What a new webhook shall be. */
  public record NewWebhook(
      @Schema(examples = "https://chat.example.org/footnote")
          @NotNull(message = "must be an address such as https://example.org/hook")
          @Size(max = 2_000, message = "must have at most 2000 characters")
          String url,
      @Schema(description = "Signs each delivery; it is never shown again")
          @NotNull(message = "must be a secret of 16 to 200 characters")
          @Size(min = 16, max = 200, message = "must have 16 to 200 characters")
          String secret) {}

  /** All webhooks of a tenant. */
  public record WebhookList(List<Webhook> webhooks) {}

  @GET
  @Operation(
      summary = "List the webhooks",
      description = "With how far each got, and why the last try failed.")
  public WebhookList list() {
    return new WebhookList(webhooks.all(caller.get().tenantId()));
  }

  @POST
  @Operation(
      summary = "Have the feed sent to an address",
      description =
          "Each delivery is a POST of {delivery, events}, signed in the header Footnote-Signature:"
              + " t=SECONDS,v1=HMAC-SHA-256 of 'SECONDS.BODY' under the secret, in hexadecimal digits. Events"
              + " come in order and at least once; each has an id. What is not taken with a status of 2xx is"
              + " tried again, with growing waits, and parked in the end.")
  @APIResponse(responseCode = "201", description = "Events from now on are sent there.")
  public Response add(@NotNull(message = "must be an object") @Valid NewWebhook body) {
    var who = caller.get();
    return switch (webhooks.add(who.tenantId(), body.url(), body.secret(), who.name())) {
      case Webhooks.Added.Done(Webhook webhook) ->
          Response.status(Response.Status.CREATED).entity(webhook).build();
      case Webhooks.Added.Refused(String detail) -> throw ProblemException.invalid("url", detail);
      case Webhooks.Added.TooMany(int max) ->
          throw new ProblemException(
              ProblemType.CONFLICT,
              "There are %d webhooks, which is as many as there may be. Delete one first."
                  .formatted(max));
    };
  }

  @POST
  @Path("/{id}/resume")
  @Operation(
      summary = "Let a parked webhook go on",
      description = "It goes on with the first event that was not taken.")
  @APIResponse(responseCode = "204", description = "It is tried again.")
  public void resume(@PathParam("id") String id) {
    known(webhooks.resume(caller.get().tenantId(), Ids.uuid(id)));
  }

  @DELETE
  @Path("/{id}")
  @Operation(summary = "Delete a webhook", description = "At once; what was not sent stays unsent.")
  @APIResponse(responseCode = "204", description = "Nothing is sent there any more.")
  public void remove(@PathParam("id") String id) {
    known(webhooks.remove(caller.get().tenantId(), Ids.uuid(id)));
  }

  private static void known(boolean found) {
    if (!found) {
      throw new ProblemException(
          ProblemType.NOT_FOUND,
          "There is no such webhook. GET /api/v1/admin/webhooks lists those there are.");
    }
  }
}
