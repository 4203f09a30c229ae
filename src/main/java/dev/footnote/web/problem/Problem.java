package dev.footnote.web.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Problem details as RFC 9457 defines them.
 *
 * @param detail what was wrong with which input here, and what to do
 * @param instance the request's id, under which the log speaks of it
 * @param errors each wrong input, where the problem lies with inputs
 */
public record Problem(
    @Schema(examples = "/problems/question-too-long") String type,
    @Schema(examples = "The question is too long") String title,
    @Schema(examples = "400") int status,
    String detail,
    @Schema(examples = "urn:uuid:0a4c7f0e-3b0d-4f0b-9d3f-0f2a4f7c2d11") String instance,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {

  /** Media type of problem details. */
  public static final String MEDIA_TYPE = "application/problem+json";

  public Problem {
    errors = List.copyOf(errors);
  }

  /** What a client of a protocol without HTTP statuses of its own is told about a request. */
  public static Problem of(ProblemException problem, RoutingContext context) {
    return of(problem.type(), problem.detail(), RequestId.of(context), problem.errors());
  }

  static Problem of(ProblemType type, String detail, String requestId, List<FieldError> errors) {
    return new Problem(
        type.uri(), type.title(), type.status(), detail, "urn:uuid:" + requestId, errors);
  }
}
