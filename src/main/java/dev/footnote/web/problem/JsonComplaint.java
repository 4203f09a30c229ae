package dev.footnote.web.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in words for people what is wrong with a body that Jackson could not read. */
final class JsonComplaint {
  private JsonComplaint() {}

  static ProblemException of(JsonProcessingException cause) {
    return switch (cause) {
      case UnrecognizedPropertyException unknown -> unknownField(unknown);
      case MismatchedInputException more when isSecondValue(more) -> malformed(more);
      case MismatchedInputException mismatch when !mismatch.getPath().isEmpty() ->
          wrongType(pathOf(mismatch), mismatch.getTargetType());
      case MismatchedInputException mismatch when mismatch.getTargetType() != null ->
          wrongType("body", mismatch.getTargetType());
      default -> malformed(cause);
    };
  }

  /** Jackson tells it from other mismatches by words alone. */
  private static boolean isSecondValue(MismatchedInputException mismatch) {
    return mismatch.getOriginalMessage().startsWith("Trailing token");
  }

  private static ProblemException unknownField(UnrecognizedPropertyException unknown) {
    String field = pathOf(unknown);
    Collection<Object> known = unknown.getKnownPropertyIds();
    String list =
        known == null
            ? ""
            : known.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
    String detail = "There is no field '%s' here. Known fields: %s.".formatted(field, list);
    return new ProblemException(
        ProblemType.UNKNOWN_FIELD, detail, List.of(new FieldError(field, detail)));
  }

  private static ProblemException wrongType(String field, @Nullable Class<?> type) {
    return ProblemException.invalid(field, "'%s' must be %s.".formatted(field, nameOf(type)));
  }

  private static ProblemException malformed(JsonProcessingException cause) {
    JsonLocation place = cause.getLocation();
    return new ProblemException(
        ProblemType.MALFORMED_JSON,
        place == null
            ? "The body can't be read as JSON."
            : "The body can't be read as JSON: something is wrong at line %d, column %d."
                .formatted(place.getLineNr(), place.getColumnNr()));
  }

  private static String nameOf(@Nullable Class<?> type) {
    if (type == null) {
      return "of another type";
    }
    if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
      return "a whole number";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "true or false";
    }
    if (type == String.class) {
      return "a text";
    }
    if (type == java.util.UUID.class) {
      return "an id in the form of a UUID";
    }
    if (type.isEnum()) {
      return "one of "
          + Arrays.stream(type.getEnumConstants())
              .map(Object::toString)
              .sorted()
              .collect(Collectors.joining(", "));
    }
    if (Collection.class.isAssignableFrom(type)) {
      return "a list";
    }
    return Map.class.isAssignableFrom(type) || type.isRecord() ? "an object" : "of another type";
  }

  private static String pathOf(JsonMappingException cause) {
    var path = new StringBuilder();
    for (var step : cause.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.toString();
  }
}
