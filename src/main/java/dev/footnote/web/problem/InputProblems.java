package dev.footnote.web.problem;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Inputs that can't be read, or lie outside their limits. */
class InputProblems {

  @ServerExceptionMapper
  Response found(ProblemException problem, RoutingContext context) {
    return ProblemReply.to(context, problem);
  }

  @ServerExceptionMapper
  Response unreadable(MismatchedInputException unreadable, RoutingContext context) {
    return ProblemReply.to(context, JsonComplaint.of(unreadable));
  }

  @ServerExceptionMapper
  Response violated(ConstraintViolationException violated, RoutingContext context) {
    return ProblemReply.to(context, of(violated));
  }

  /** Every violated place at once. */
  static ProblemException of(ConstraintViolationException violated) {
    List<FieldError> errors =
        violated.getConstraintViolations().stream()
            .map(violation -> new FieldError(fieldOf(violation), violation.getMessage()))
            .sorted(Comparator.comparing(FieldError::field))
            .toList();
    String detail =
        errors.stream()
            .map(error -> "'%s' %s.".formatted(error.field(), error.detail()))
            .collect(Collectors.joining(" "));
    return new ProblemException(ProblemType.INVALID_INPUT, detail, errors);
  }

  /** The violated place in the spelling of the API; {@code body} for the body as a whole. */
  private static String fieldOf(ConstraintViolation<?> violation) {
    var field = new StringBuilder();
    String parameter = "";
    for (Path.Node node : violation.getPropertyPath()) {
      if (node.getKind() == ElementKind.PARAMETER) {
        parameter = String.valueOf(node.getName());
      } else if (node.getKind() == ElementKind.PROPERTY) {
        field.append(field.isEmpty() ? "" : ".").append(snakeCase(String.valueOf(node.getName())));
      }
    }
    return field.isEmpty() ? snakeCase(parameter) : field.toString();
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }
}
