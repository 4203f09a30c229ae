package dev.footnote.web.page;

import dev.footnote.access.CurrentCaller;
import dev.footnote.access.Role;
import dev.footnote.audit.EntryKey;
import dev.footnote.audit.ReadLedger;
import dev.footnote.seal.ReadSeals;
import dev.footnote.web.api.AuditedAnswerView;
import dev.footnote.web.api.Ids;
import dev.footnote.web.problem.ProblemException;
import dev.footnote.web.problem.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;

/** One answer with its proof, as a file that can be handed on. */
@Path("/api/v1/audit/answers/{id}/pack")
@RolesAllowed(Role.AUDIT)
@RunOnVirtualThread
@Tag(name = "Audit")
public class EvidencePackPages {
  private final ReadLedger ledger;
  private final ReadSeals seals;
  private final CurrentCaller caller;

  EvidencePackPages(ReadLedger ledger, ReadSeals seals, CurrentCaller caller) {
    this.ledger = ledger;
    this.seals = seals;
    this.caller = caller;
  }

  @CheckedTemplate(basePath = "page")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance pack(EvidencePack pack);
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  @ResponseHeader(
      name = "Content-Disposition",
      value = "attachment; filename=\"footnote-evidence.html\"")
  @Operation(
      summary = "Take an answer's evidence away",
      description =
          "One HTML file that needs nothing else: question, answer, each quote in its context with"
              + " document, version and span, what became of it, everything that made the answer, and"
              + " the proof that the entry is under a signed seal.")
  public TemplateInstance pack(@PathParam("id") String id) {
    UUID answer = Ids.uuid(id);
    int tenant = caller.get().tenantId();
    AuditedAnswerView audited =
        ledger
            .answer(tenant, answer)
            .map(AuditedAnswerView::of)
            .orElseThrow(
                () ->
                    new ProblemException(ProblemType.NOT_FOUND, "The ledger has no such answer."));
    return Templates.pack(
        EvidencePack.of(
            audited,
            seals.proof(tenant, EntryKey.answer(answer)).orElse(null),
            seals.head(tenant).publicKey()));
  }
}
