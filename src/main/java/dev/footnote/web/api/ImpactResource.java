package dev.footnote.web.api;

import dev.footnote.access.CurrentCaller;
import dev.footnote.access.Role;
import dev.footnote.staleness.EstimateImpact;
import dev.footnote.staleness.EstimateImpact.Edited;
import dev.footnote.staleness.EstimateImpact.Estimate;
import dev.footnote.staleness.Impact;
import dev.footnote.web.problem.ProblemException;
import dev.footnote.web.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What an edit would do to answers that were given, before it is saved. */
@Path("/api/v1/audit/impact")
@RolesAllowed(Role.AUDIT)
@RunOnVirtualThread
@Tag(name = "Audit")
public class ImpactResource {
  private final EstimateImpact impact;
  private final CurrentCaller caller;

  ImpactResource(EstimateImpact impact, CurrentCaller caller) {
    this.impact = impact;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Which answers would this edit touch?",
      description =
          "The body is the file as it would be saved. It is read and compared as an edit would be, and"
              + " nothing is stored. Name the document by document_id, or by its path in a collection.")
  public Impact estimate(
      @QueryParam("document_id") @Nullable String documentId,
      @Parameter(description = "Path of the document in its source, instead of its id")
          @QueryParam("uri")
          @Nullable String uri,
      @QueryParam("collection") @DefaultValue("default") String collection,
      byte @Nullable [] body) {
    if ((documentId == null) == (uri == null)) {
      throw ProblemException.invalid(
          "document_id", "Name the document by either 'document_id' or 'uri'.");
    }
    if (body == null || body.length == 0) {
      throw ProblemException.invalid("body", "The body must be the file as it would be saved.");
    }
    int tenant = caller.get().tenantId();
    Optional<Edited> document =
        documentId != null
            ? impact.document(tenant, Ids.uuid(documentId))
            : uri == null
                ? Optional.empty()
                : impact.document(tenant, clean(collection), clean(uri));
    return switch (impact.estimate(document.orElseThrow(ImpactResource::unknown), body)) {
      case Estimate.Told(Impact told) -> told;
      case Estimate.Refused(String detail) -> throw ProblemException.invalid("body", detail);
    };
  }

  private static String clean(String text) {
    return text.replace('\0', ' ');
  }

  private static ProblemException unknown() {
    return new ProblemException(
        ProblemType.NOT_FOUND,
        "There is no such document. GET /api/v1/documents lists those there are.");
  }
}
