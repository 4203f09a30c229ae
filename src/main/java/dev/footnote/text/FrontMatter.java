package dev.footnote.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.List;

/**
 * The YAML properties that may stand between two lines of "---" at the start of a Markdown file.
 */
final class FrontMatter {

  private static final YAMLMapper YAML = new YAMLMapper();

  private FrontMatter() {}

  /**
   * Reads the properties into {@code out} and returns the text after them. Text without properties,
   * or whose properties aren't a YAML map, is returned whole: nothing is lost.
   */
  static String read(String text, TextAssembler out) {
    if (!text.startsWith("---\n") && !text.startsWith("--- \n")) {
      return text;
    }
    int start = text.indexOf('\n') + 1;
    int end = endLine(text, start);
    if (end < 0) {
      return text;
    }
    try {
      JsonNode properties = YAML.readTree(text.substring(start, end));
      if (properties != null && properties.isObject()) {
        properties.properties().forEach(p -> add(p.getKey(), p.getValue(), out));
      } else if (properties != null && !properties.isMissingNode() && !properties.isNull()) {
        return text;
      }
    } catch (JsonProcessingException badProperties) {
      return text;
    }
    int after = text.indexOf('\n', end);
    return after < 0 ? "" : text.substring(after + 1);
  }

  /** Start of the line that closes the properties; -1 if there is none. */
  private static int endLine(String text, int start) {
    for (int line = start; line >= 0 && line < text.length(); ) {
      int next = text.indexOf('\n', line);
      String content =
          (next < 0 ? text.substring(line) : text.substring(line, next)).stripTrailing();
      if (content.equals("---") || content.equals("...")) {
        return line;
      }
      line = next < 0 ? -1 : next + 1;
    }
    return -1;
  }

  private static void add(String name, JsonNode value, TextAssembler out) {
    if (value.isObject()) {
      value.properties().forEach(p -> add(name + "." + p.getKey(), p.getValue(), out));
    } else if (value.isArray()) {
      List<String> items = new ArrayList<>();
      value.forEach(item -> items.add(item.isValueNode() ? item.asText() : item.toString()));
      out.metadata(name, items);
    } else if (name.equalsIgnoreCase("tags") && value.isTextual()) {
      out.metadata(name, List.of(value.asText().split("\\s*,\\s*")));
    } else if (name.equalsIgnoreCase("title")) {
      out.metadata(name, value.asText());
    } else if (value.isBoolean()) {
      out.metadata(name, value.booleanValue());
    } else if (value.isNumber()) {
      out.metadata(name, value.numberValue());
    } else if (!value.isNull()) {
      out.metadata(name, value.asText());
    }
  }
}
