package dev.footnote.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.footnote.audit.Provenance;
import dev.footnote.evidence.Quote;
import dev.footnote.evidence.Statement;
import dev.footnote.profile.AnswerSchema;
import dev.footnote.profile.CitationPolicy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What can be proven of a model's reply in JSON. A text of some length is judged sentence by
 * sentence, as prose is. A number or a few words must stand in a passage that the texts cite. What
 * the schema's author has listed, true and false can't be proven: they stay, and are named as
 * unproven. A property that the schema does not name could say anything by its name. What does not
 * stand goes under the strict policy, and is named as unproven under the others.
 */
final class ProvenForm {
  static final String UNNAMED = "the schema names no such property";
  static final String NOT_CITED = "no passage that is cited has this value";

  /** Texts of so many words, without a marker, are values and no statements. */
  private static final int WORDS_OF_A_VALUE = 3;

  private static final Pattern NUMBER = Pattern.compile("\\d+(?:[.,'\u00A0\u202F]\\d+)*");
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final boolean strict;
  private final Map<String, List<Statement>> texts = new LinkedHashMap<>();
  private final String cited;
  private final List<Provenance.Dropped> dropped = new ArrayList<>();
  private final List<String> unproven = new ArrayList<>();

  /**
   * @param judge gives the statements of a text that may leave
   */
  ProvenForm(JsonNode reply, CitationPolicy policy, Function<String, List<Statement>> judge) {
    this.strict = policy == CitationPolicy.STRICT;
    judgeTexts(reply, "", judge);
    this.cited =
        texts.values().stream()
            .flatMap(List::stream)
            .flatMap(statement -> statement.quotes().stream())
            .map(Quote::text)
            .collect(Collectors.joining("\n"));
  }

  private void judgeTexts(JsonNode node, String place, Function<String, List<Statement>> judge) {
    if (isStatement(node)) {
      texts.put(place, judge.apply(node.textValue()));
    }
    node.properties().forEach(f -> judgeTexts(f.getValue(), place + "/" + f.getKey(), judge));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      judgeTexts(node.path(i), place + "/" + i, judge);
    }
  }

  private static boolean isStatement(JsonNode node) {
    return node.isTextual()
        && (node.textValue().contains("[")
            || node.textValue().strip().split("\\s+", -1).length > WORDS_OF_A_VALUE);
  }

  /**
   * The reply with what can be proven of it; null if nothing can.
   *
   * @param text what stands for the statements of a text; empty for nothing
   */
  @Nullable JsonNode of(
      JsonNode reply, AnswerSchema.Place root, Function<List<Statement>, String> text) {
    dropped.clear();
    unproven.clear();
    return proven(reply, root, "", text);
  }

  /** What the last {@link #of} left out. */
  List<Provenance.Dropped> dropped() {
    return List.copyOf(dropped);
  }

  /** JSON pointers of what the last {@link #of} kept without proof. */
  List<String> unproven() {
    return List.copyOf(unproven);
  }

  private @Nullable JsonNode proven(
      JsonNode node,
      AnswerSchema.@Nullable Place says,
      String place,
      Function<List<Statement>, String> text) {
    if (node.isObject()) {
      return object(node, says, place, text);
    }
    if (node.isArray()) {
      ArrayNode items = JSON.arrayNode();
      for (int i = 0; i < node.size(); i++) {
        JsonNode item =
            proven(node.path(i), says == null ? null : says.item(), place + "/" + i, text);
        if (item != null) {
          items.add(item);
        }
      }
      return items;
    }
    List<Statement> statements = texts.get(place);
    if (statements != null) {
      String said = text.apply(statements);
      return said.isEmpty() ? null : TextNode.valueOf(said);
    }
    return value(node, says, place);
  }

  private JsonNode object(
      JsonNode node,
      AnswerSchema.@Nullable Place says,
      String place,
      Function<List<Statement>, String> text) {
    ObjectNode object = JSON.objectNode();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String at = place + "/" + field.getKey();
      AnswerSchema.Place named = says == null ? null : says.property(field.getKey());
      if (named == null && strict) {
        dropped.add(new Provenance.Dropped(at, UNNAMED));
        continue;
      }
      JsonNode kept = proven(field.getValue(), named, at, text);
      if (kept != null) {
        object.set(field.getKey(), kept);
      }
    }
    return object;
  }

  private @Nullable JsonNode value(JsonNode node, AnswerSchema.@Nullable Place says, String place) {
    boolean listed = node.isBoolean() || says != null && says.listsValues();
    if (node.isNull() || node.isTextual() && node.textValue().isBlank()) {
      return node;
    }
    if (!listed && isCited(node)) {
      return node;
    }
    if (!listed && strict) {
      dropped.add(new Provenance.Dropped(place + ": " + node.asText(), NOT_CITED));
      return null;
    }
    unproven.add(place);
    return node;
  }

  private boolean isCited(JsonNode value) {
    if (value.isNumber()) {
      return NUMBER
          .matcher(cited)
          .results()
          .anyMatch(number -> reads(number.group(), value.decimalValue()));
    }
    return Pattern.compile(
            "(?iU)(?<![\\p{L}\\p{N}])"
                + Pattern.quote(value.textValue().strip())
                + "(?![\\p{L}\\p{N}])")
        .matcher(cited)
        .find();
  }

  /** With a comma or a full stop before its decimals, the other one between its thousands. */
  private static boolean reads(String number, BigDecimal value) {
    String plain = number.replaceAll("['\u00A0\u202F]", "");
    return equals(plain.replace(",", ""), value)
        || equals(plain.replace(".", "").replace(',', '.'), value);
  }

  private static boolean equals(String number, BigDecimal value) {
    try {
      return new BigDecimal(number).compareTo(value.abs()) == 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
