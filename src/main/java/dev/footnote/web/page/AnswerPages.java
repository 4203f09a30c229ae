package dev.footnote.web.page;

import dev.footnote.access.Caller;
import dev.footnote.access.CurrentCaller;
import dev.footnote.access.Role;
import dev.footnote.audit.EntryKey;
import dev.footnote.audit.InvalidCursor;
import dev.footnote.audit.LedgerPage;
import dev.footnote.audit.ReadLedger;
import dev.footnote.evaluation.GoldenSet;
import dev.footnote.evaluation.GoldenSets;
import dev.footnote.seal.ReadSeals;
import dev.footnote.web.api.AuditedAnswerView;
import dev.footnote.web.api.FeedbackResource;
import dev.footnote.web.api.FeedbackView;
import dev.footnote.web.api.Ids;
import dev.footnote.web.api.LedgerResource;
import dev.footnote.web.problem.ProblemException;
import dev.footnote.web.problem.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The ledger for people: what was answered, and everything that made an answer. */
@Path("/answers")
@RolesAllowed(Role.AUDIT)
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class AnswerPages {
  private static final int ROWS = 50;

  /** Answers gone stale that stand above the list. */
  private static final int STALE_ROWS = 10;

  private final ReadLedger ledger;
  private final FeedbackResource feedback;
  private final GoldenSets sets;
  private final ReadSeals seals;
  private final LedgerResource chain;
  private final CurrentCaller caller;

  AnswerPages(
      ReadLedger ledger,
      FeedbackResource feedback,
      GoldenSets sets,
      ReadSeals seals,
      LedgerResource chain,
      CurrentCaller caller) {
    this.ledger = ledger;
    this.feedback = feedback;
    this.sets = sets;
    this.seals = seals;
    this.chain = chain;
    this.caller = caller;
  }

  @CheckedTemplate(basePath = "page")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance answers(
        LedgerPage page,
        List<LedgerPage.Summary> stale,
        AnswerSearch search,
        @Nullable String next);

    static native TemplateInstance record(
        AuditedAnswerView audited,
        AnswerView answer,
        List<SourceSides.Pair> sides,
        @Nullable VerifiedEntry verified,
        List<FeedbackView> feedback,
        List<GoldenSet> sets,
        String provenance);
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance list(
      @BeanParam AnswerSearch search, @QueryParam("cursor") @Nullable String cursor) {
    int tenant = caller.get().tenantId();
    try {
      LedgerPage page = ledger.answers(tenant, search.filter(), cursor, ROWS);
      List<LedgerPage.Summary> stale =
          cursor == null && search.isEverything()
              ? ledger.answers(tenant, search.filter(true), null, STALE_ROWS).answers()
              : List.of();
      String next = page.nextCursor();
      return Templates.answers(page, stale, search, next == null ? null : search.next(next));
    } catch (InvalidCursor e) {
      throw ProblemException.invalid("cursor", String.valueOf(e.getMessage()));
    }
  }

  @GET
  @Path("/{id}")
  @Operation(hidden = true)
  public TemplateInstance record(
      @PathParam("id") String id, @QueryParam("verify") @Nullable String verify) {
    AuditedAnswerView audited =
        ledger
            .answer(caller.get().tenantId(), Ids.uuid(id))
            .map(AuditedAnswerView::of)
            .orElseThrow(
                () ->
                    new ProblemException(ProblemType.NOT_FOUND, "The ledger has no such answer."));
    return Templates.record(
        audited,
        AnswerView.of(audited),
        SourceSides.of(audited),
        verify == null ? null : verified(audited.answerId()),
        feedback.list(id).feedback(),
        sets(audited.provenance().collection()),
        ReadableJson.of(audited.provenance()));
  }

  /** Where the entry is sealed, and whether all under that seal is what was sealed. */
  private VerifiedEntry verified(UUID answer) {
    return seals
        .proof(caller.get().tenantId(), EntryKey.answer(answer))
        .map(proof -> new VerifiedEntry(proof, chain.verify(proof.seal(), proof.seal(), null)))
        .orElseGet(() -> new VerifiedEntry(null, null));
  }

  /** The golden sets to which the caller may add a question. */
  private List<GoldenSet> sets(String collection) {
    Caller who = caller.get();
    return who.role().permissions().contains(Role.ADMINISTER)
        ? sets.all(who.tenantId(), collection)
        : List.of();
  }
}
