package dev.footnote.text;

import static dev.footnote.text.ParseResult.Reason.BROKEN;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;

/** One JSON object a line, each written as a line of "key: value"; nested keys joined by dots. */
final class JsonLinesParser implements FormatParser {

  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build()
          .reader();

  @Override
  public void parse(byte[] bytes, TextAssembler out) {
    int number = 0;
    for (String line : TextDecoding.decode(bytes).split("\r\n|\n|\r", -1)) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      List<String> keys = new ArrayList<>();
      List<String> values = new ArrayList<>();
      flatten("", read(line, number), keys, values);
      out.tableRow(TableText.row(keys, values));
    }
  }

  private static JsonNode read(String line, int number) {
    JsonNode node;
    try {
      node = JSON.readTree(line.strip());
    } catch (JsonProcessingException broken) {
      throw new ParseRefusal(
          BROKEN,
          "Line %d is not valid JSON: %s. Each line must be one JSON object."
              .formatted(number, TextNormalizer.line(broken.getOriginalMessage())));
    }
    if (!node.isObject()) {
      throw new ParseRefusal(
          BROKEN,
          "Line %d holds %s instead of an object. Each line must be one JSON object."
              .formatted(number, node.isArray() ? "an array" : "a single value"));
    }
    return node;
  }

  private static void flatten(String path, JsonNode node, List<String> keys, List<String> values) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              p ->
                  flatten(
                      path.isEmpty() ? p.getKey() : path + "." + p.getKey(),
                      p.getValue(),
                      keys,
                      values));
    } else if (node.isArray() && isListOfValues(node)) {
      List<String> items = new ArrayList<>();
      node.forEach(item -> items.add(words(item)));
      keys.add(path);
      values.add(String.join(", ", items));
    } else if (node.isArray()) {
      int number = 1;
      for (JsonNode item : node) {
        flatten(path + "." + number++, item, keys, values);
      }
    } else {
      keys.add(path);
      values.add(words(node));
    }
  }

  private static String words(JsonNode value) {
    if (value.isNull()) {
      return "";
    }
    return value.isNumber() && value.isBigDecimal()
        ? value.decimalValue().toPlainString()
        : value.asText();
  }

  private static boolean isListOfValues(JsonNode array) {
    for (JsonNode item : array) {
      if (!item.isValueNode()) {
        return false;
      }
    }
    return true;
  }
}
