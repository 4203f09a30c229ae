package dev.footnote.web.api;

import dev.footnote.access.CurrentCaller;
import dev.footnote.access.Role;
import dev.footnote.audit.CitedWhere;
import dev.footnote.audit.InvalidCursor;
import dev.footnote.audit.LedgerFilter;
import dev.footnote.audit.LedgerOrder;
import dev.footnote.audit.LedgerPage;
import dev.footnote.audit.ReadLedger;
import dev.footnote.audit.Tombstone;
import dev.footnote.web.problem.ProblemException;
import dev.footnote.web.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The ledger: what was answered to whom, and from what. */
@Path("/api/v1/audit/answers")
@RolesAllowed(Role.AUDIT)
@RunOnVirtualThread
@Tag(name = "Audit")
public class AuditResource {
  private final ReadLedger ledger;
  private final CurrentCaller caller;

  AuditResource(ReadLedger ledger, CurrentCaller caller) {
    this.ledger = ledger;
    this.caller = caller;
  }

  /** What an auditor may ask for, in the words of the query string. */
  public static class Conditions {
    @Parameter(description = "Given at or after this time")
    @RestQuery
    @Nullable String from;

    @Parameter(description = "Given before this time")
    @RestQuery
    @Nullable String to;

    @RestQuery @Nullable String collection;

    @Parameter(description = "Exactly this caller")
    @RestQuery
    @Nullable String caller;

    @Parameter(description = "The answer cites this document, in any version")
    @QueryParam("document_id")
    @Nullable String documentId;

    @Parameter(description = "Words that question or answer contain; \"in this order\", -without")
    @RestQuery
    @Size(max = 1_000, message = "must have at most 1000 characters")
    @Nullable String text;

    @Parameter(description = "grounded, partly_grounded, no_evidence or clarification")
    @RestQuery
    @Pattern(
        regexp = "grounded|partly_grounded|no_evidence|clarification",
        message = "must be grounded, partly_grounded, no_evidence or clarification")
    @Nullable String outcome;

    @Parameter(
        description =
            "The path under which a document was cited; with a slash at its end all below")
    @RestQuery
    @Size(max = 4_096, message = "must have at most 4096 characters")
    @Nullable String path;

    @Parameter(description = "Number of a source, as the status lists them, that is cited")
    @RestQuery
    @Nullable Integer source;

    @Parameter(description = "true: what a citation quotes is superseded or deleted")
    @RestQuery
    @Nullable Boolean stale;

    @Parameter(description = "Stale since this time or later; implies stale=true")
    @RestQuery
    @Nullable String since;

    LedgerFilter toFilter() {
      return new LedgerFilter(
          Times.parsed("from", from),
          Times.parsed("to", to),
          collection,
          caller,
          id(documentId),
          null,
          text == null ? null : text.replace('\0', ' '),
          outcome,
          cited());
    }

    private CitedWhere cited() {
      if (Boolean.FALSE.equals(stale)) {
        throw ProblemException.invalid(
            "stale", "'stale' can be true or left out; there is no list of what is not.");
      }
      Instant staleSince = Times.parsed("since", since);
      return new CitedWhere(
          null,
          null,
          path == null ? null : path.replace('\0', ' '),
          source,
          stale != null || staleSince != null,
          staleSince);
    }

    private static @Nullable UUID id(@Nullable String text) {
      return text == null ? null : Ids.uuid(text);
    }
  }

  @GET
  @Operation(
      summary = "List answers",
      description =
          "The newest first; with order=asked those first whose question was asked most often among the"
              + " newest 2,000 answers that fit, and these alone. What is stale is known a moment after"
              + " the document changed.")
  public LedgerPage list(
      @jakarta.ws.rs.BeanParam @jakarta.validation.Valid Conditions conditions,
      @Parameter(description = "newest (the default) or asked")
          @QueryParam("order")
          @DefaultValue("newest")
          String order,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit")
          @DefaultValue("50")
          @Min(value = 1, message = "must be at least 1")
          @Max(value = ReadLedger.LIMIT_MAX, message = "must be at most 200")
          int limit) {
    try {
      return ledger.answers(
          caller.get().tenantId(), conditions.toFilter(), order(order), cursor, limit);
    } catch (InvalidCursor e) {
      throw ProblemException.invalid("cursor", String.valueOf(e.getMessage()));
    }
  }

  private static LedgerOrder order(String name) {
    return switch (name) {
      case "newest" -> LedgerOrder.NEWEST;
      case "asked" -> LedgerOrder.MOST_ASKED;
      default -> throw ProblemException.invalid("order", "'order' must be newest or asked.");
    };
  }

  @GET
  @Path("/{id}")
  @Operation(
      summary = "Read an answer with everything that made it",
      description = "And with what has become of each document it cites.")
  public AuditedAnswerView get(@PathParam("id") String id) {
    int tenant = caller.get().tenantId();
    UUID answer = Ids.uuid(id);
    return ledger
        .answer(tenant, answer)
        .map(AuditedAnswerView::of)
        .orElseThrow(
            () ->
                ledger
                    .erased(tenant, answer)
                    .map(AuditResource::erased)
                    .orElseGet(
                        () ->
                            new ProblemException(
                                ProblemType.NOT_FOUND, "The ledger has no such answer.")));
  }

  private static ProblemException erased(Tombstone tombstone) {
    return new ProblemException(
        ProblemType.ERASED,
        "This answer was erased at %s by %s: %s (tombstone %s)."
            .formatted(tombstone.at(), tombstone.by(), tombstone.reason(), tombstone.id()));
  }
}
