package dev.footnote.web.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footnote.access.CurrentCaller;
import dev.footnote.access.Role;
import dev.footnote.audit.CitedAnswers;
import dev.footnote.audit.InvalidCursor;
import dev.footnote.audit.LedgerFilter;
import dev.footnote.audit.ReadLedger;
import dev.footnote.web.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Answers with their citations for a program, one to a line. */
@Path("/api/v1/audit/answers.jsonl")
@RolesAllowed(Role.AUDIT)
@RunOnVirtualThread
@Tag(name = "Audit")
public class AnswerLinesResource {
  private static final ObjectMapper JSON = new ApiJson().getContext(Line.class);

  private final CitedAnswers answers;
  private final CurrentCaller caller;

  AnswerLinesResource(CitedAnswers answers, CurrentCaller caller) {
    this.answers = answers;
    this.caller = caller;
  }

  /**
   * An answer.
   *
   * @param collection null when it is gone
   * @param cursor where an export goes on after this line
   */
  public record Line(
      UUID answerId,
      Instant at,
      @Nullable String collection,
      String caller,
      String question,
      String outcome,
      String answer,
      int stale,
      List<AuditedAnswerView.CitationView> citations,
      String cursor) {
    static Line of(CitedAnswers.Cited cited) {
      return new Line(
          cited.answer().answerId(),
          cited.answer().at(),
          cited.answer().collection(),
          cited.answer().caller(),
          cited.answer().question(),
          cited.answer().outcome(),
          cited.answer().answer(),
          cited.answer().stale(),
          cited.citations().stream()
              .map(each -> AuditedAnswerView.CitationView.of(each.citation(), each.now()))
              .toList(),
          cited.cursor());
    }
  }

  @GET
  @Operation(
      summary = "Take the answers away as JSON Lines",
      description =
          "The newest first, each with its citations and what became of them. They are read and sent a page"
              + " at a time, so that nothing is held meanwhile. An export that broke off goes on with"
              + " cursor= of the last whole line.")
  public Response lines(
      @BeanParam @Valid AuditResource.Conditions conditions,
      @QueryParam("cursor") @Nullable String cursor,
      @Parameter(description = "Answers that are read at once")
          @QueryParam("page_size")
          @DefaultValue("200")
          @Min(value = 1, message = "must be at least 1")
          @Max(value = ReadLedger.LIMIT_MAX, message = "must be at most " + ReadLedger.LIMIT_MAX)
          int pageSize) {
    int tenant = caller.get().tenantId();
    LedgerFilter filter = conditions.toFilter();
    CitedAnswers.Page first;
    try {
      first = answers.page(tenant, filter, cursor, pageSize);
    } catch (InvalidCursor e) {
      throw ProblemException.invalid("cursor", String.valueOf(e.getMessage()));
    }
    StreamingOutput lines = out -> write(out, tenant, filter, first, pageSize);
    return Response.ok(lines, "application/jsonl")
        .header("Content-Disposition", "attachment; filename=\"answers.jsonl\"")
        .build();
  }

  private void write(
      OutputStream out, int tenant, LedgerFilter filter, CitedAnswers.Page first, int pageSize)
      throws IOException {
    CitedAnswers.Page page = first;
    while (true) {
      for (CitedAnswers.Cited answer : page.answers()) {
        out.write(JSON.writeValueAsBytes(Line.of(answer)));
        out.write('\n');
      }
      out.flush();
      String next = page.nextCursor();
      if (next == null) {
        return;
      }
      page = answers.page(tenant, filter, next, pageSize);
    }
  }
}
