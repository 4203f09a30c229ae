package dev.footnote.web.page;

import dev.footnote.access.CurrentCaller;
import dev.footnote.access.Role;
import dev.footnote.document.DocumentCatalog;
import dev.footnote.document.DocumentPage;
import dev.footnote.document.DocumentSummary;
import dev.footnote.document.InvalidCursor;
import dev.footnote.document.VersionInContext;
import dev.footnote.document.VersionSummary;
import dev.footnote.web.api.DocumentFilters;
import dev.footnote.web.api.Ids;
import dev.footnote.web.problem.ProblemException;
import dev.footnote.web.problem.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The documents: a list, one with its versions, and a version with a passage in its context. */
@Path("/documents")
@RolesAllowed(Role.READ)
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class DocumentPages {
  private static final int ROWS = 50;

  private final DocumentCatalog catalog;
  private final IndexingPanel panel;
  private final CurrentCaller caller;

  DocumentPages(DocumentCatalog catalog, IndexingPanel panel, CurrentCaller caller) {
    this.catalog = catalog;
    this.panel = panel;
    this.caller = caller;
  }

  /** What the list is narrowed by; empty texts for nothing. */
  public record Narrowed(String state, String text) {
    /** The query string of the page after this one. */
    public String nextQuery(String cursor) {
      return "state=%s&text=%s&cursor=%s"
          .formatted(
              URLEncoder.encode(state, StandardCharsets.UTF_8),
              URLEncoder.encode(text, StandardCharsets.UTF_8),
              URLEncoder.encode(cursor, StandardCharsets.UTF_8));
    }
  }

  @CheckedTemplate(basePath = "page")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance documents(
        DocumentPage page, Narrowed narrowed, IndexingView indexing);

    static native TemplateInstance document(
        DocumentSummary document, List<VersionSummary> versions);

    static native TemplateInstance version(
        VersionInContext found, VersionText.Part part, @Nullable Integer current);
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance list(
      @QueryParam("state") @DefaultValue("") String state,
      @QueryParam("text") @DefaultValue("") String text,
      @QueryParam("cursor") @Nullable String cursor) {
    try {
      DocumentPage page =
          catalog.page(
              caller.get().tenantId(), DocumentFilters.of(null, state, text), cursor, ROWS);
      return Templates.documents(page, new Narrowed(state, text), panel.view());
    } catch (InvalidCursor e) {
      throw ProblemException.invalid("cursor", String.valueOf(e.getMessage()));
    }
  }

  @GET
  @Path("/{id}")
  @Operation(hidden = true)
  public TemplateInstance document(@PathParam("id") String id) {
    int tenant = caller.get().tenantId();
    DocumentSummary document =
        catalog.document(tenant, Ids.uuid(id)).orElseThrow(DocumentPages::unknown);
    return Templates.document(document, catalog.versions(tenant, document.id()));
  }

  @GET
  @Path("/{id}/versions/{number}")
  @Operation(hidden = true)
  public TemplateInstance version(
      @PathParam("id") String id,
      @PathParam("number") String number,
      @QueryParam("start") @Nullable String start,
      @QueryParam("end") @Nullable String end,
      @QueryParam("from") @Nullable String from) {
    VersionInContext found =
        catalog
            .version(caller.get().tenantId(), Ids.uuid(id), Ids.number(number))
            .orElseThrow(DocumentPages::unknown);
    return Templates.version(
        found, VersionText.Part.of(found.version(), start, end, from), found.document().version());
  }

  private static ProblemException unknown() {
    return new ProblemException(
        ProblemType.NOT_FOUND, "There is no such document, or no such version of it.");
  }
}
