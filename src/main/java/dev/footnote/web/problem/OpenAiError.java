package dev.footnote.web.problem;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A problem in the form that OpenAI's clients read. */
public final class OpenAiError {
  private OpenAiError() {}

  /** The error object in its envelope. */
  public static ObjectNode of(Problem problem) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode error = body.putObject("error").put("message", problem.detail());
    error.put("type", type(problem.status()));
    if (problem.errors().isEmpty()) {
      error.putNull("param");
    } else {
      error.put("param", problem.errors().getFirst().field());
    }
    String slug = problem.type().substring(problem.type().lastIndexOf('/') + 1);
    boolean model =
        slug.equals("unknown-collection")
            || problem.errors().stream().anyMatch(wrong -> wrong.field().equals("profile"));
    error.put("code", model ? "model_not_found" : slug.replace('-', '_'));
    error.put("instance", problem.instance());
    return body;
  }

  private static String type(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 403 -> "permission_error";
      case 404 -> "not_found_error";
      case 429 -> "rate_limit_error";
      default -> status < 500 ? "invalid_request_error" : "server_error";
    };
  }
}
