package dev.footnote.web.api;

import dev.footnote.access.CurrentCaller;
import dev.footnote.access.Role;
import dev.footnote.seal.Anchor;
import dev.footnote.seal.ExportLedger;
import dev.footnote.seal.LedgerBusy;
import dev.footnote.seal.ReadSeals;
import dev.footnote.seal.VerifyLedger;
import dev.footnote.web.problem.ProblemException;
import dev.footnote.web.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The ledger as a whole: where its chain stands, whether it is what was sealed, all of it. */
@Path("/api/v1/audit")
@RolesAllowed(Role.AUDIT)
@RunOnVirtualThread
@Tag(name = "Audit")
public class LedgerResource {
  private static final String JSON_LINES = "application/jsonl";
  private static final String NO_SEAL = "must be the number of a seal, from 1";

  private final ReadSeals seals;
  private final VerifyLedger verifyLedger;
  private final ExportLedger export;
  private final CurrentCaller caller;

  LedgerResource(
      ReadSeals seals, VerifyLedger verifyLedger, ExportLedger export, CurrentCaller caller) {
    this.seals = seals;
    this.verifyLedger = verifyLedger;
    this.export = export;
    this.caller = caller;
  }

  @GET
  @Path("/head")
  @Operation(
      summary = "Where the ledger's chain stands",
      description =
          "Keep the anchor elsewhere: given back to verify, it shows a cut or replaced chain. What"
              + " waits for its seal can be cut off unseen.")
  public LedgerHeadView head() {
    return LedgerHeadView.of(seals.head(caller.get().tenantId()));
  }

  @GET
  @Path("/verify")
  @Operation(
      summary = "Verify the ledger",
      description =
          "Signatures, chain, entries, quotes, and what waits for its seal, up to a bound; go on at"
              + " next_from. Each finding says what is wrong and where.")
  public VerifiedLedgerView verify(
      @Parameter(description = "First seal")
          @QueryParam("from")
          @DefaultValue("1")
          @Min(value = 1, message = NO_SEAL)
          long from,
      @Parameter(description = "Last seal; the chain's end by default")
          @QueryParam("to")
          @Nullable
          @Min(value = 1, message = NO_SEAL)
          Long to,
      @Parameter(description = "An anchor that GET /api/v1/audit/head gave") @QueryParam("anchor")
          @Nullable String anchor) {
    int tenant = caller.get().tenantId();
    try {
      return VerifiedLedgerView.of(verifyLedger.verify(tenant, from, to, anchor(anchor, tenant)));
    } catch (LedgerBusy e) {
      throw new ProblemException(ProblemType.OVERLOADED, String.valueOf(e.getMessage()));
    }
  }

  @GET
  @Path("/export")
  @Produces(JSON_LINES)
  @Operation(
      summary = "Export the sealed ledger",
      description =
          "JSON Lines with all that was hashed, and the seals; tools/VerifyLedger.java verifies them"
              + " without this service. Go on after the last seal that arrived with from.")
  public Response export(
      @Parameter(description = "First seal")
          @QueryParam("from")
          @DefaultValue("1")
          @Min(value = 1, message = NO_SEAL)
          long from,
      @Parameter(description = "Last seal; the chain's end by default")
          @QueryParam("to")
          @Nullable
          @Min(value = 1, message = NO_SEAL)
          Long to) {
    try {
      ExportLedger.Lines lines = export.lines(caller.get().tenantId(), from, to);
      StreamingOutput output = lines::to;
      return Response.ok(output, JSON_LINES + ";charset=utf-8")
          .header("Content-Disposition", "attachment; filename=\"ledger.jsonl\"")
          .build();
    } catch (LedgerBusy e) {
      throw new ProblemException(ProblemType.OVERLOADED, String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable Anchor anchor(@Nullable String text, int tenant) {
    if (text == null) {
      return null;
    }
    Anchor anchor =
        Anchor.parse(text)
            .orElseThrow(
                () ->
                    ProblemException.invalid(
                        "anchor",
                        "'anchor' must be as GET /api/v1/audit/head gave it, beginning with footnote-anchor-1."));
    if (anchor.tenantId() != tenant) {
      throw ProblemException.invalid("anchor", "'anchor' is one of another tenant's ledger.");
    }
    return anchor;
  }
}
