package dev.footnote.web.api;

import dev.footnote.access.CurrentCaller;
import dev.footnote.access.Role;
import dev.footnote.document.DocumentCatalog;
import dev.footnote.document.DocumentFilter;
import dev.footnote.document.DocumentPage;
import dev.footnote.document.DocumentSummary;
import dev.footnote.document.InvalidCursor;
import dev.footnote.document.Version;
import dev.footnote.document.VersionInContext;
import dev.footnote.document.VersionSummary;
import dev.footnote.web.problem.ProblemException;
import dev.footnote.web.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Documents: which there are, and what each of their versions says. */
@Path("/api/v1/documents")
@RolesAllowed(Role.READ)
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Documents")
public class DocumentResource {
  private final DocumentCatalog catalog;
  private final CurrentCaller caller;

  DocumentResource(DocumentCatalog catalog, CurrentCaller caller) {
    this.catalog = catalog;
    this.caller = caller;
  }

  /** A document's versions, the newest first. */
  public record VersionList(List<VersionSummary> versions) {}

  /**
   * A version whole.
   *
   * @param text every span of a citation counts its UTF-16 code units
   * @param outline the heading path from each position on
   * @param pages start offset of each page; empty where the format has none
   */
  public record VersionView(
      UUID documentId,
      String uri,
      VersionSummary version,
      @Schema(description = "Whether it is what the document says now") boolean current,
      Map<String, Object> metadata,
      String text,
      List<Version.OutlineEntry> outline,
      List<Integer> pages,
      String parser) {

    static VersionView of(VersionInContext found) {
      Version version = found.version();
      return new VersionView(
          found.document().id(),
          found.document().uri(),
          found.summary(),
          found.summary().validTo() == null,
          version.metadata(),
          version.text(),
          version.outline(),
          version.pages(),
          version.parser());
    }
  }

  @GET
  @Operation(summary = "List documents", description = "By path.")
  public DocumentPage list(
      @QueryParam("collection") @Nullable String collection,
      @Parameter(description = "pending, indexed, removed or problem; all but removed by default")
          @QueryParam("state")
          @Nullable String state,
      @Parameter(description = "Words that path or title contain")
          @QueryParam("text")
          @Nullable
          @Size(max = 1_000, message = "must have at most 1000 characters")
          String text,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit")
          @DefaultValue("50")
          @Min(value = 1, message = "must be at least 1")
          @Max(value = DocumentCatalog.LIMIT_MAX, message = "must be at most 200")
          int limit) {
    DocumentFilter filter = DocumentFilters.of(collection, state, text);
    try {
      return catalog.page(caller.get().tenantId(), filter, cursor, limit);
    } catch (InvalidCursor e) {
      throw ProblemException.invalid("cursor", String.valueOf(e.getMessage()));
    }
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "Read about a document")
  public DocumentSummary get(@PathParam("id") String id) {
    return catalog
        .document(caller.get().tenantId(), Ids.uuid(id))
        .orElseThrow(DocumentResource::unknown);
  }

  @GET
  @Path("/{id}/versions")
  @Operation(summary = "List a document's versions", description = "The newest first.")
  public VersionList versions(@PathParam("id") String id) {
    DocumentSummary document = get(id);
    return new VersionList(catalog.versions(caller.get().tenantId(), document.id()));
  }

  @GET
  @Path("/{id}/versions/{number}")
  @Operation(
      summary = "Read a version",
      description = "Its text, outline and pages; with Accept: text/plain the text alone.")
  public VersionView version(@PathParam("id") String id, @PathParam("number") String number) {
    return VersionView.of(find(id, number));
  }

  @GET
  @Path("/{id}/versions/{number}")
  @Produces(MediaType.TEXT_PLAIN + ";charset=utf-8;qs=0.5")
  @Operation(hidden = true)
  public String text(@PathParam("id") String id, @PathParam("number") String number) {
    return find(id, number).version().text();
  }

  private VersionInContext find(String id, String number) {
    return catalog
        .version(caller.get().tenantId(), Ids.uuid(id), Ids.number(number))
        .orElseThrow(DocumentResource::unknown);
  }

  private static ProblemException unknown() {
    return new ProblemException(
        ProblemType.NOT_FOUND,
        "There is no such document or version. GET /api/v1/documents lists those there are.");
  }
}
