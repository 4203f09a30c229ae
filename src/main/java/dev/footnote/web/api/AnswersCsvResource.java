package dev.footnote.web.api;

import dev.footnote.access.CurrentCaller;
import dev.footnote.access.Role;
import dev.footnote.audit.InvalidCursor;
import dev.footnote.audit.LedgerCursor;
import dev.footnote.audit.LedgerFilter;
import dev.footnote.audit.LedgerPage;
import dev.footnote.audit.ReadLedger;
import dev.footnote.web.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Answers as a table for a spreadsheet. */
@Path("/api/v1/audit/answers.csv")
@RolesAllowed(Role.AUDIT)
@RunOnVirtualThread
@Tag(name = "Audit")
public class AnswersCsvResource {
  private final ReadLedger ledger;
  private final CurrentCaller caller;

  AnswersCsvResource(ReadLedger ledger, CurrentCaller caller) {
    this.ledger = ledger;
    this.caller = caller;
  }

  @GET
  @Operation(
      summary = "Take the answers away as CSV",
      description =
          "The newest first, as RFC 4180 writes it, a page at a time, so that nothing is held"
              + " meanwhile. Each row has its cursor: an export that broke off goes on with cursor= of"
              + " the last whole row.")
  public Response csv(
      @BeanParam @Valid AuditResource.Conditions conditions,
      @QueryParam("cursor") @Nullable String cursor) {
    int tenant = caller.get().tenantId();
    LedgerFilter filter = conditions.toFilter();
    LedgerPage first;
    try {
      first = ledger.answers(tenant, filter, cursor, ReadLedger.LIMIT_MAX);
    } catch (InvalidCursor e) {
      throw ProblemException.invalid("cursor", String.valueOf(e.getMessage()));
    }
    StreamingOutput table = out -> write(out, tenant, filter, first);
    return Response.ok(table, "text/csv; charset=UTF-8")
        .header("Content-Disposition", "attachment; filename=\"answers.csv\"")
        .build();
  }

  private void write(OutputStream out, int tenant, LedgerFilter filter, LedgerPage first)
      throws IOException {
    try (var printer =
        new CSVPrinter(new OutputStreamWriter(out, StandardCharsets.UTF_8), CSVFormat.RFC4180)) {
      printer.printRecord(
          "answer_id",
          "at",
          "collection",
          "caller",
          "question",
          "outcome",
          "answer",
          "citations",
          "stale",
          "cursor");
      LedgerPage page = first;
      while (true) {
        for (LedgerPage.Summary answer : page.answers()) {
          print(printer, answer);
        }
        printer.flush();
        String next = page.nextCursor();
        if (next == null) {
          return;
        }
        page = ledger.answers(tenant, filter, next, ReadLedger.LIMIT_MAX);
      }
    }
  }

  private static void print(CSVPrinter printer, LedgerPage.Summary answer) throws IOException {
    printer.printRecord(
        answer.answerId(),
        answer.at(),
        text(answer.collection()),
        text(answer.caller()),
        text(answer.question()),
        answer.outcome(),
        text(answer.answer()),
        answer.citations(),
        answer.stale(),
        new LedgerCursor(answer.at(), answer.answerId()).encode());
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : EvaluationCsv.harmless(text);
  }
}
