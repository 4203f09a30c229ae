package dev.footnote.web.page;

import dev.footnote.access.Role;
import dev.footnote.web.api.LedgerHeadView;
import dev.footnote.web.api.LedgerResource;
import dev.footnote.web.api.VerifiedLedgerView;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The ledger's chain for people: where it stands, and whether it is what was sealed. */
@Path("/ledger")
@RolesAllowed(Role.AUDIT)
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class LedgerPages {
  private final LedgerResource ledger;

  LedgerPages(LedgerResource ledger) {
    this.ledger = ledger;
  }

  @CheckedTemplate(basePath = "page")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance ledger(
        LedgerHeadView head, @Nullable VerifiedLedgerView verified, String anchor);
  }

  /**
   * The page; with {@code verify} it verifies a stretch of the chain first.
   *
   * @param from the stretch's first seal
   * @param anchor one that was kept elsewhere; empty for none
   */
  @GET
  @Operation(hidden = true)
  public TemplateInstance ledger(
      @QueryParam("verify") @Nullable String verify,
      @QueryParam("from") @DefaultValue("1") long from,
      @QueryParam("anchor") @DefaultValue("") String anchor) {
    String kept = anchor.strip();
    VerifiedLedgerView verified =
        verify == null
            ? null
            : ledger.verify(Math.max(1, from), null, kept.isEmpty() ? null : kept);
    return Templates.ledger(ledger.head(), verified, kept);
  }
}
