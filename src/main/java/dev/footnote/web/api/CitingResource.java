package dev.footnote.web.api;

import dev.footnote.access.CurrentCaller;
import dev.footnote.access.Role;
import dev.footnote.audit.CitingPage;
import dev.footnote.audit.InvalidCursor;
import dev.footnote.audit.ReadLedger;
import dev.footnote.document.DocumentCatalog;
import dev.footnote.web.problem.ProblemException;
import dev.footnote.web.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Which answers cited a document: whom to tell when it was wrong. */
@Path("/api/v1/audit/documents/{id}/citations")
@RolesAllowed(Role.AUDIT)
@RunOnVirtualThread
@Tag(name = "Audit")
public class CitingResource {
  private final ReadLedger ledger;
  private final DocumentCatalog catalog;
  private final CurrentCaller caller;

  CitingResource(ReadLedger ledger, DocumentCatalog catalog, CurrentCaller caller) {
    this.ledger = ledger;
    this.catalog = catalog;
    this.caller = caller;
  }

  /**
   * Answers that cite a document, the newest first.
   *
   * @param nextCursor where the next page starts; null on the last
   */
  public record CitingAnswers(List<CitingAnswer> answers, @Nullable String nextCursor) {}

  /** An answer with its citations of the document. */
  public record CitingAnswer(
      UUID answerId,
      Instant at,
      String caller,
      String question,
      String outcome,
      List<AuditedAnswerView.CitationView> citations) {

    static CitingAnswer of(CitingPage.Answer citing) {
      return new CitingAnswer(
          citing.answer().answerId(),
          citing.answer().at(),
          citing.answer().caller(),
          citing.answer().question(),
          citing.answer().outcome(),
          citing.citations().stream()
              .map(cited -> AuditedAnswerView.CitationView.of(cited.citation(), cited.now()))
              .toList());
    }
  }

  @GET
  @Operation(
      summary = "List the answers that cited a document",
      description = "The newest first, each with what it cited and what has become of that.")
  public CitingAnswers citing(
      @PathParam("id") String id,
      @Parameter(description = "Number of one version; any by default")
          @QueryParam("version")
          @Nullable
          @Min(value = 1, message = "must be the number of a version, from 1")
          Integer version,
      @Parameter(description = "Start of a span of that version that a citation overlaps")
          @QueryParam("start")
          @Nullable
          @Min(value = 0, message = "must be 0 or more")
          Integer start,
      @Parameter(description = "Its end, not included") @QueryParam("end") @Nullable Integer end,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit")
          @DefaultValue("50")
          @Min(value = 1, message = "must be at least 1")
          @Max(value = ReadLedger.LIMIT_MAX, message = "must be at most 200")
          int limit) {
    if ((start == null) != (end == null) || start != null && (version == null || end <= start)) {
      throw ProblemException.invalid(
          "start", "'start' and 'end' are a span of a version: name all three, end after start.");
    }
    int tenant = caller.get().tenantId();
    UUID document = Ids.uuid(id);
    CitingPage page;
    try {
      page = ledger.citing(tenant, document, version, start, end, cursor, limit);
    } catch (InvalidCursor e) {
      throw ProblemException.invalid("cursor", String.valueOf(e.getMessage()));
    }
    if (page.answers().isEmpty() && catalog.document(tenant, document).isEmpty()) {
      throw new ProblemException(
          ProblemType.NOT_FOUND, "There is no such document, and no answer ever cited one.");
    }
    return new CitingAnswers(
        page.answers().stream().map(CitingAnswer::of).toList(), page.nextCursor());
  }
}
