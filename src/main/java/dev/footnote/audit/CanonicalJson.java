package dev.footnote.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.TreeMap;

/**
 * JSON in one form for one value: keys sorted by code unit, no blanks, numbers in plain decimals
 * without trailing zeros. PostgreSQL's {@code jsonb} reorders keys and rewrites numbers, so a hash
 * over anything else would not survive storage.
 */
final class CanonicalJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private CanonicalJson() {}

  static String of(String json) {
    try {
      var text = new StringBuilder(json.length());
      write(MAPPER.readTree(json), text);
      return text.toString();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(JsonNode node, StringBuilder text) throws JsonProcessingException {
    switch (node.getNodeType()) {
      case OBJECT -> {
        var fields = new TreeMap<String, JsonNode>();
        node.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        char separator = '{';
        for (var field : fields.entrySet()) {
          text.append(separator).append(MAPPER.writeValueAsString(field.getKey())).append(':');
          write(field.getValue(), text);
          separator = ',';
        }
        text.append(fields.isEmpty() ? "{}" : "}");
      }
      case ARRAY -> {
        char separator = '[';
        for (JsonNode item : node) {
          text.append(separator);
          write(item, text);
          separator = ',';
        }
        text.append(node.isEmpty() ? "[]" : "]");
      }
      case NUMBER -> text.append(node.decimalValue().stripTrailingZeros().toPlainString());
      case STRING, BOOLEAN, NULL -> text.append(MAPPER.writeValueAsString(node));
      case BINARY, MISSING, POJO -> throw new IllegalStateException("Not JSON: " + node);
    }
  }
}
