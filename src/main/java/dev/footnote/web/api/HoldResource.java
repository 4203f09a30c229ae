package dev.footnote.web.api;

import dev.footnote.access.Caller;
import dev.footnote.access.CurrentCaller;
import dev.footnote.access.Role;
import dev.footnote.document.UnknownCollection;
import dev.footnote.erasure.Hold;
import dev.footnote.erasure.LegalHolds;
import dev.footnote.web.problem.ProblemException;
import dev.footnote.web.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Legal holds: what may not be erased, and since when. */
@Path("/api/v1/admin/holds")
@RolesAllowed(Role.ADMINISTER)
@RunOnVirtualThread
@Tag(name = "Administration")
public class HoldResource {
  private static final int LIST_MAX = 1_000;

  private final LegalHolds holds;
  private final CurrentCaller caller;

  HoldResource(LegalHolds holds, CurrentCaller caller) {
    this.holds = holds;
    this.caller = caller;
  }

  /** What to hold: exactly one of the first three. */
  public record Request(
      @Nullable String collection,
      @Size(min = 1, max = 200, message = "must have 1 to 200 characters") @Nullable String caller,
      @Nullable UUID document,
      @NotBlank(message = "must say why")
          @Size(max = 1000, message = "must have at most 1000 characters")
          String reason) {}

  /** A tenant's holds, those that stand first. */
  public record Holds(List<Hold> holds) {}

  @GET
  @Operation(
      summary = "List legal holds",
      description = "Those that stand first, then the released.")
  public Holds list() {
    return new Holds(holds.list(caller.get().tenantId(), LIST_MAX));
  }

  @POST
  @Operation(
      summary = "Place a legal hold",
      description =
          "On a collection, a caller or a document. While it stands nothing of it is erased, also not"
              + " by retention.")
  @APIResponse(responseCode = "201", description = "The hold stands.")
  public Response place(@NotNull(message = "must be an object") @Valid Request body) {
    if (Stream.of(body.collection(), body.caller(), body.document())
            .filter(Objects::nonNull)
            .count()
        != 1) {
      throw ProblemException.invalid(
          "collection", "Name exactly one of 'collection', 'caller' and 'document'.");
    }
    Caller who = caller.get();
    Hold placed =
        holds
            .place(
                who.tenantId(),
                body.collection(),
                body.caller(),
                body.document(),
                body.reason().strip(),
                who.name())
            .orElseThrow(() -> new UnknownCollection(String.valueOf(body.collection())));
    return Response.status(Response.Status.CREATED).entity(placed).build();
  }

  @DELETE
  @Path("/{id}")
  @Operation(
      summary = "Release a legal hold",
      description = "The list keeps who released it. Releasing it again changes nothing.")
  public Hold release(@PathParam("id") String id) {
    Caller who = caller.get();
    return holds
        .release(who.tenantId(), Ids.uuid(id), who.name())
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemType.NOT_FOUND,
                    "There is no legal hold with that id. GET /api/v1/admin/holds lists those there are."));
  }
}
