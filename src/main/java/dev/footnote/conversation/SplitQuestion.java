package dev.footnote.conversation;

import dev.footnote.conversation.QuestionParts.Several;
import dev.footnote.conversation.QuestionParts.Whole;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a question where its marks, its numbers or a second question word say so. */
final class SplitQuestion {
  /** Longer texts are no questions that rules could split. */
  private static final int CHARS_MAX = 4_000;

  private static final int CLAUSE_WORDS_MIN = 3;

  private static final Pattern END_OF_QUESTION =
      Pattern.compile("(?<=\\?)[\\s\"”»]+(?=[\\p{L}\\p{N}¿(])");
  private static final Pattern ITEM =
      Pattern.compile("(?:^|(?<=\\s))\\(?(?:(\\d{1,2})[.)]|([a-h])\\))\\s+(?=\\S)");

  private SplitQuestion() {}

  static QuestionParts of(String question) {
    String text = question.strip();
    if (text.length() > CHARS_MAX) {
      return new Whole(text);
    }
    List<String> parts = items(text);
    if (parts.size() < 2) {
      parts = byMark(text);
    }
    if (parts.size() > 1) {
      return new Several(standalone(atMost(parts), false));
    }
    List<String> clauses = byClause(text);
    if (clauses.size() > 1) {
      return new Several(standalone(atMost(clauses), true));
    }
    return TwoSides.of(text).<QuestionParts>map(sides -> sides).orElseGet(() -> new Whole(text));
  }

  /** "1) … 2) …", with what stands before the first in front of each that is no question. */
  private static List<String> items(String text) {
    Matcher marker = ITEM.matcher(text);
    var starts = new ArrayList<Integer>();
    var contents = new ArrayList<Integer>();
    while (marker.find()) {
      int number =
          marker.group(1) != null
              ? Integer.parseInt(marker.group(1))
              : marker.group(2).charAt(0) - 'a' + 1;
      if (number == starts.size() + 1) {
        starts.add(marker.start());
        contents.add(marker.end());
      }
    }
    if (starts.size() < 2) {
      return List.of();
    }
    String intro = text.substring(0, starts.getFirst()).strip().replaceAll("[:\\s-]+$", "");
    var items = new ArrayList<String>();
    for (int i = 0; i < starts.size(); i++) {
      int end = i + 1 < starts.size() ? starts.get(i + 1) : text.length();
      String item = text.substring(contents.get(i), end).strip().replaceAll("[,;]$", "");
      items.add(isQuestion(item) || !isQuestion(intro) ? item : closed(intro + " " + item));
    }
    return items;
  }

  private static List<String> byMark(String text) {
    List<String> parts = new ArrayList<>(List.of(END_OF_QUESTION.split(text)));
    parts.removeIf(part -> part.codePoints().noneMatch(Character::isLetter));
    return parts;
  }

  /** "How …, and who …?": two questions joined by "and". */
  private static List<String> byClause(String text) {
    Words words = Words.of(text, Grammar.of(text, ""));
    var parts = new ArrayList<String>();
    int from = 0;
    for (int i = 1; i + CLAUSE_WORDS_MIN < words.size(); i++) {
      if (words.is(i, WordClass.AND)
          && i - from >= CLAUSE_WORDS_MIN
          && isQuestionAt(words, from)
          && isAnotherQuestion(words, i)) {
        parts.add(closed(words.text(from, words.key(i - 1).equals(",") ? i - 1 : i)));
        from = i + 1;
      }
    }
    if (from > 0) {
      parts.add(words.text().substring(words.at(from).start()).strip());
    }
    return parts;
  }

  private static boolean isQuestionAt(Words words, int index) {
    return words.is(index, WordClass.QUESTION)
        || words.is(index, WordClass.AUXILIARY)
        || words.is(index + 1, WordClass.QUESTION);
  }

  /** A question with a verb of its own: "…, and in which countries?" goes with the first. */
  private static boolean isAnotherQuestion(Words words, int and) {
    int start = and + 1;
    boolean comma = words.key(and - 1).equals(",") || words.key(and - 1).equals(";");
    boolean begins =
        comma
            ? words.is(start, WordClass.QUESTION) || words.is(start, WordClass.AUXILIARY)
            : words.is(start, WordClass.FACTUAL);
    return begins && hasClause(words, start);
  }

  private static boolean hasClause(Words words, int start) {
    boolean verb = false;
    boolean content = false;
    for (int i = start; i < words.endOfWords(); i++) {
      verb |= i > start && (words.is(i, WordClass.AUXILIARY) || words.isVerb(i));
      content |= words.isContent(i) || words.isVerb(i) || words.grammar().isReferring(words.key(i));
    }
    return content && (verb || words.endOfWords() - start >= CLAUSE_WORDS_MIN);
  }

  private static boolean isQuestion(String text) {
    Words words = Words.of(text, Grammar.of(text, ""));
    return words.size() > 0 && isQuestionAt(words, 0);
  }

  private static String closed(String part) {
    return part.endsWith("?") ? part : part + "?";
  }

  private static List<String> atMost(List<String> parts) {
    if (parts.size() <= QuestionParts.PARTS_MAX) {
      return parts;
    }
    var kept = new ArrayList<>(parts.subList(0, QuestionParts.PARTS_MAX - 1));
    kept.add(String.join(" ", parts.subList(QuestionParts.PARTS_MAX - 1, parts.size())));
    return kept;
  }

  /**
   * Each part as a follow-up of those before it.
   *
   * @param joined whether they are one sentence, so that a part with little in it shares the topic
   */
  private static List<String> standalone(List<String> parts, boolean joined) {
    var said = new ArrayList<Turn>();
    for (String part : parts) {
      String alone =
          switch (StandaloneQuestion.of(new History(said), part)) {
            case StandaloneQuestion.AsIs same ->
                said.isEmpty() || !joined
                    ? same.text()
                    : withTopic(said.getFirst().text(), same.text());
            case StandaloneQuestion.Rewritten rewritten -> rewritten.text();
            case StandaloneQuestion.Unclear _ -> part;
          };
      said.add(Turn.user(Wording.capitalised(alone)));
    }
    return said.stream().map(Turn::text).toList();
  }

  /** "What are the exceptions?" after another question of the same breath is about the same. */
  private static String withTopic(String first, String part) {
    Words words = Words.of(part, Grammar.of(part, first));
    boolean little =
        NounPhrases.in(words).stream()
                    .filter(phrase -> phrase.kind() == NounPhrase.Kind.NOUN && phrase.hasArticle())
                    .count()
                == 1
            && NounPhrases.in(words).size() == 1;
    return little
        ? new Topic(Words.of(first, Grammar.of(first, "")), null)
            .thing()
            .map(topic -> Wording.append(part, "(" + topic + ")"))
            .orElse(part)
        : part;
  }
}
