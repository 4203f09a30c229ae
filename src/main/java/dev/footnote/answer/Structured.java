package dev.footnote.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/**
 * An answer in the form that its profile's schema wants.
 *
 * @param value follows the schema; its texts carry the markers of the answer's citations
 * @param unproven JSON pointers of values that no words of a document can prove, such as true, or
 *     one of the values that the schema lists
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Structured(JsonNode value, List<String> unproven) {
  public Structured {
    unproven = List.copyOf(unproven);
  }
}
