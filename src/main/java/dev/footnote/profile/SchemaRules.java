package dev.footnote.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which JSON Schemas an answer may be asked to follow. */
final class SchemaRules {
  static final int BYTES_MAX = 32 * 1024;
  static final int DEPTH_MAX = 20;

  private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef", "$recursiveRef");
  private static final String DRAFTS = "https?://json-schema\\.org/draft[-/][0-9a-z-]+/schema#?";

  private SchemaRules() {}

  /** What the schema must be instead; null if it is acceptable. */
  static @Nullable String complaint(AnswerSchema schema) {
    int bytes = schema.json().getBytes(StandardCharsets.UTF_8).length;
    if (bytes > BYTES_MAX) {
      return "must have at most %,d bytes; it has %,d".formatted(BYTES_MAX, bytes);
    }
    JsonNode root = schema.tree();
    if (!root.isObject()) {
      return "must be a JSON Schema: an object";
    }
    if (!root.path("type").asText().equals("object")) {
      return "must describe an object: its \"type\" must be \"object\"";
    }
    JsonNode draft = root.path("$schema");
    if (!draft.isMissingNode() && !draft.asText().matches(DRAFTS)) {
      return "must name a published draft as its \"$schema\", or none";
    }
    return complaint(root, 1);
  }

  private static @Nullable String complaint(JsonNode node, int depth) {
    if (depth > DEPTH_MAX) {
      return "must be nested at most %d deep".formatted(DEPTH_MAX);
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (leadsOut(field.getKey(), field.getValue())) {
        return "must refer to itself alone: \"%s\" must begin with #".formatted(field.getKey());
      }
    }
    for (JsonNode child : node) {
      String complaint = child.isContainerNode() ? complaint(child, depth + 1) : null;
      if (complaint != null) {
        return complaint;
      }
    }
    return null;
  }

  /** A reference to another document: whoever follows it asks an address that an admin chose. */
  private static boolean leadsOut(String field, JsonNode value) {
    return REFERENCES.contains(field) && value.isTextual() && !value.asText().startsWith("#");
  }
}
