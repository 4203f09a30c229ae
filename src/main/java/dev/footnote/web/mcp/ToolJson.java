package dev.footnote.web.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footnote.web.api.ApiJson;
import dev.footnote.web.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import java.util.Map;
import java.util.Set;

/** JSON of tools: read and checked as strictly as the REST API reads bodies, written as it does. */
@ApplicationScoped
class ToolJson {
  private static final ObjectMapper JSON = new ApiJson().getContext(ToolJson.class);

  private final Validator validator;

  ToolJson(Validator validator) {
    this.validator = validator;
  }

  /**
   * The arguments, if they are in order; a problem that names each one that is not.
   *
   * @param type a record whose components are the arguments, with their limits
   */
  <T> T read(Map<String, Object> arguments, Class<T> type) {
    T read;
    try {
      read = JSON.treeToValue(JSON.valueToTree(arguments), type);
    } catch (JsonProcessingException e) {
      throw Problems.of(e);
    }
    Set<ConstraintViolation<T>> violated = validator.validate(read);
    if (!violated.isEmpty()) {
      throw new ConstraintViolationException(violated);
    }
    return read;
  }

  /** The value as the REST API would write it. */
  static JsonNode tree(Object value) {
    return JSON.valueToTree(value);
  }
}
