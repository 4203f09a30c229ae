package dev.footnote.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footnote.evaluation.GoldenQuestion.Relevant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields of a question in JSON, each checked, with a complaint in words for what is wrong. */
final class QuestionFields {
  private static final int ID_CHARS_MAX = 200;
  private static final int QUESTION_CHARS_MAX = 8_192;
  private static final int TEXT_CHARS_MAX = 20_000;
  private static final int DOCUMENTS_MAX = 50;
  private static final int ENTRIES_MAX = 100;

  /** PostgreSQL stores neither the character 0 nor half of a surrogate pair. */
  private static final Pattern NOT_STORABLE = Pattern.compile("[\\x00\\p{Cs}]");

  private QuestionFields() {}

  /** What is wrong with a question, to be read after the number of its line. */
  static final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1;

    Wrong(String message) {
      super(message);
    }
  }

  static GoldenQuestion read(JsonNode node) {
    if (!node.isObject()) {
      throw new Wrong("must be an object with id, question, relevant and answerable");
    }
    String id = text(node, "id", ID_CHARS_MAX);
    String question = text(node, "question", QUESTION_CHARS_MAX);
    List<Relevant> relevant = relevant(node.get("relevant"));
    boolean answerable = answerable(node.get("answerable"), !relevant.isEmpty());
    String answer = node.hasNonNull("answer") ? text(node, "answer", TEXT_CHARS_MAX) : null;
    return new GoldenQuestion(id, question, answerable, relevant, answer, null);
  }

  private static boolean answerable(@Nullable JsonNode node, boolean named) {
    if (node == null || node.isNull()) {
      return named;
    }
    if (!node.isBoolean()) {
      throw new Wrong("'answerable' must be true or false");
    }
    if (node.booleanValue() != named) {
      throw new Wrong(
          named
              ? "'answerable' is false, but 'relevant' names documents that answer it"
              : "'answerable' is true, but 'relevant' names no document that answers it");
    }
    return named;
  }

  private static List<Relevant> relevant(@Nullable JsonNode node) {
    var documents = new ArrayList<Relevant>();
    for (JsonNode entry : array(node, "relevant", DOCUMENTS_MAX)) {
      if (!entry.isObject()) {
        throw new Wrong("'relevant' must hold objects with doc, quotes and pages");
      }
      var pages = new ArrayList<Integer>();
      for (JsonNode page : array(entry.get("pages"), "pages", ENTRIES_MAX)) {
        if (!page.isInt() || page.intValue() < 1) {
          throw new Wrong("'pages' must hold numbers of pages, from 1");
        }
        pages.add(page.intValue());
      }
      var quotes = new ArrayList<String>();
      for (JsonNode quote : array(entry.get("quotes"), "quotes", ENTRIES_MAX)) {
        quotes.add(checked(quote, "quotes", TEXT_CHARS_MAX));
      }
      documents.add(new Relevant(text(entry, "doc", QUESTION_CHARS_MAX), pages, quotes));
    }
    return documents;
  }

  private static Iterable<JsonNode> array(@Nullable JsonNode node, String name, int most) {
    if (node == null || node.isNull()) {
      return List.of();
    }
    if (!node.isArray() || node.size() > most) {
      throw new Wrong("'%s' must be an array of %d entries at most".formatted(name, most));
    }
    return node;
  }

  private static String text(JsonNode object, String name, int charsMax) {
    JsonNode node = object.get(name);
    if (node == null) {
      throw new Wrong("'%s' is missing".formatted(name));
    }
    return checked(node, name, charsMax);
  }

  private static String checked(JsonNode node, String name, int charsMax) {
    String text = node.isTextual() ? node.textValue() : "";
    if (text.isBlank() || text.length() > charsMax) {
      throw new Wrong(
          "'%s' must be a text of 1 to %d characters, not only spaces".formatted(name, charsMax));
    }
    if (NOT_STORABLE.matcher(text).find()) {
      throw new Wrong("'%s' holds a character that can't be stored".formatted(name));
    }
    return text;
  }
}
