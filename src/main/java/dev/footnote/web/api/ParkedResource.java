package dev.footnote.web.api;

import dev.footnote.access.CurrentCaller;
import dev.footnote.access.Role;
import dev.footnote.document.DocumentCatalog;
import dev.footnote.document.DocumentFilter;
import dev.footnote.document.DocumentPage;
import dev.footnote.document.InvalidCursor;
import dev.footnote.web.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Documents that could not be taken as they are now, with the reason. */
@Path("/api/v1/admin/problems")
@RolesAllowed(Role.ADMINISTER)
@RunOnVirtualThread
@Tag(name = "Administration")
public class ParkedResource {
  private final DocumentCatalog catalog;
  private final CurrentCaller caller;

  ParkedResource(DocumentCatalog catalog, CurrentCaller caller) {
    this.catalog = catalog;
    this.caller = caller;
  }

  @GET
  @Operation(
      summary = "List documents with a problem",
      description =
          "The version before stays answerable. A document is tried again when its file changes, or"
              + " when an admin reindexes it.")
  public DocumentPage list(
      @QueryParam("collection") @Nullable String collection,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit")
          @DefaultValue("50")
          @Min(value = 1, message = "must be at least 1")
          @Max(value = DocumentCatalog.LIMIT_MAX, message = "must be at most 200")
          int limit) {
    var filter = new DocumentFilter(collection, DocumentFilter.Listed.PROBLEM, null);
    try {
      return catalog.page(caller.get().tenantId(), filter, cursor, limit);
    } catch (InvalidCursor e) {
      throw ProblemException.invalid("cursor", String.valueOf(e.getMessage()));
    }
  }
}
