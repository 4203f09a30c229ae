package dev.footnote.web.api;

import dev.footnote.access.Caller;
import dev.footnote.access.CurrentCaller;
import dev.footnote.access.Role;
import dev.footnote.document.ConfirmRemoval;
import dev.footnote.document.ConfirmRemoval.Confirmation;
import dev.footnote.web.problem.ProblemException;
import dev.footnote.web.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What an admin decides about sources. */
@Path("/api/v1/admin/sources")
@RolesAllowed(Role.ADMINISTER)
@RunOnVirtualThread
@Tag(name = "Administration")
public class SourceResource {
  private final ConfirmRemoval confirmRemoval;
  private final CurrentCaller caller;

  SourceResource(ConfirmRemoval confirmRemoval, CurrentCaller caller) {
    this.confirmRemoval = confirmRemoval;
    this.caller = caller;
  }

  /**
   * A removal that the next scan will carry out.
   *
   * @param documents how many it may remove; with more gone by then, all are withheld again
   */
  public record ConfirmedRemoval(int source, int documents) {}

  @POST
  @Path("/{id}/confirm-removal")
  @Operation(
      summary = "Confirm a removal that is withheld",
      description =
          "For the next scan of the source alone, and for as many documents as its alarm counts."
              + " Confirming again before that scan changes nothing.")
  public ConfirmedRemoval confirm(@PathParam("id") String id) {
    Caller who = caller.get();
    return switch (confirmRemoval.confirm(who.tenantId(), number(id), who.name())) {
      case Confirmation.Confirmed(var source, int documents) ->
          new ConfirmedRemoval(source.id(), documents);
      case Confirmation.NothingWithheld(var source) ->
          throw new ProblemException(
              ProblemType.CONFLICT,
              source.alarm() == null
                  ? "No removal of this source is withheld, so there is nothing to confirm."
                  : "No removal of this source is withheld. Its alarm: " + source.alarm());
      case Confirmation.UnknownSource() -> throw unknownSource();
    };
  }

  private static int number(String id) {
    try {
      return Integer.parseInt(id);
    } catch (NumberFormatException e) {
      throw unknownSource();
    }
  }

  private static ProblemException unknownSource() {
    return new ProblemException(
        ProblemType.NOT_FOUND,
        "There is no source with that number. GET /api/v1/status lists those there are.");
  }
}
