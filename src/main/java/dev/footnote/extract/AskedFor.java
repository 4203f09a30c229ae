package dev.footnote.extract;

import dev.footnote.evidence.ContentWords;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a question asks for, as far as its words show.
 *
 * @param terms the lexical terms of its content words, in order, each once
 * @param kinds what an answer should hold; empty if the words don't tell
 * @param several whether more than one thing is asked for: a list, the steps of a procedure
 */
public record AskedFor(List<String> terms, Set<Kind> kinds, boolean several) {
  public AskedFor {
    terms = List.copyOf(terms);
    kinds = Set.copyOf(kinds);
  }

  /** Something that can be seen in a sentence without understanding it. */
  enum Kind {
    NUMBER,
    DATE,
    NAME,
    REASON,
    DEFINITION,
    PROCEDURE
  }

  private static final Pattern NUMBER_WORDS =
      words(
          "how (?:many|much|long|old|far|often|tall|big|large|high|deep|fast|soon|late|early)"
              + "|what (?:percentage|percent|number|amount|share|size|age|fraction|price|cost|rate)"
              + "|costs?|price|number of|amount of|percentage|wie ?(?:viele?|lange|hoch|oft|alt|weit)");
  private static final Pattern DATE_WORDS =
      words(
          "when|what (?:year|date|day|month|time|century|decade)|(?:which|what) years?|since when"
              + "|in (?:which|what) (?:year|month|century)|deadline|wann|seit wann");
  private static final Pattern NAME_WORDS =
      words(
          "who|whom|whose|where|which (?:person|company|country|city|team)|wer|wen|wem|wo"
              + "|(?:what|which) (?:is|was) the name|what (?:city|country|company|person|school|town)");
  private static final Pattern REASON_WORDS = words("why|what causes?|for what reason|warum|wieso");
  private static final Pattern DEFINITION_WORDS =
      words("^(?:what|who) (?:is|are|was|were)|what does .{1,60} mean|was (?:ist|sind|bedeutet)");
  private static final Pattern PROCEDURE_WORDS =
      words(
          "how (?:do|can|could|should|may|must) (?:i|we|you|one|employees?|users?|members?|someone)"
              + "|how to|steps?|what (?:should|must|do) (?:i|we|you|one)|wie (?:kann|muss|soll)");
  private static final Pattern SEVERAL_WORDS =
      words(
          "what (?:are|were)|which (?:are|were)|lists?|steps?|how (?:do|can|should|to|does|would)"
              + "|what (?:kinds?|types?|options?|benefits|services|documents|examples)|describe|explain"
              + "|examples?|differences?|ways?|responsibilities|requirements|welche");

  static AskedFor of(String question) {
    var kinds = EnumSet.noneOf(Kind.class);
    add(kinds, Kind.NUMBER, NUMBER_WORDS, question);
    add(kinds, Kind.DATE, DATE_WORDS, question);
    add(kinds, Kind.NAME, NAME_WORDS, question);
    add(kinds, Kind.REASON, REASON_WORDS, question);
    boolean several = kinds.isEmpty() && SEVERAL_WORDS.matcher(question).find();
    if (kinds.isEmpty()) {
      add(kinds, Kind.DEFINITION, DEFINITION_WORDS, question);
      add(kinds, Kind.PROCEDURE, PROCEDURE_WORDS, question);
    }
    return new AskedFor(List.copyOf(ContentWords.terms(question)), kinds, several);
  }

  private static void add(Set<Kind> kinds, Kind kind, Pattern words, String question) {
    if (words.matcher(question).find()) {
      kinds.add(kind);
    }
  }

  private static Pattern words(String alternatives) {
    return Pattern.compile("(?U)\\b(?:" + alternatives + ")\\b", Pattern.CASE_INSENSITIVE);
  }
}
