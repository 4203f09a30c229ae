package dev.footnote.extract;

import dev.footnote.text.Language;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a question asks for, as far as its words show.
 *
 * @param kinds what an answer should hold; empty if the words don't tell
 * @param several whether more than one thing is asked for: a list, the steps of a procedure
 */
public record AskedFor(Set<Kind> kinds, boolean several) {
  public AskedFor {
    kinds = Set.copyOf(kinds);
  }

  /**
   * Something that can be seen in a sentence without understanding it. What it says that a sentence
   * holds it, or lacks it, is the logarithm of how much more often sentences do that hold the
   * answer than their neighbours (docs/benchmarks.md).
   */
  enum Kind {
    NUMBER(0.5, -1.6),
    DATE(1.0, -1.7),
    NAME(0.1, -0.6),
    REASON(1.4, -0.7),
    DEFINITION(1.0, -0.1),
    PROCEDURE(1.0, -0.2);

    private final double held;
    private final double lacked;

    Kind(double held, double lacked) {
      this.held = held;
      this.lacked = lacked;
    }

    double says(boolean holds) {
      return holds ? held : lacked;
    }
  }

  /**
   * What the question's words show.
   *
   * @param language the question's
   */
  static AskedFor of(String question, Language language) {
    AskingWords words = AskingWords.of(language);
    var kinds = EnumSet.noneOf(Kind.class);
    for (Kind kind : EnumSet.of(Kind.NUMBER, Kind.DATE, Kind.NAME, Kind.REASON)) {
      if (words.asksFor(kind, question)) {
        kinds.add(kind);
      }
    }
    boolean several = kinds.isEmpty() && words.asksForSeveral(question);
    for (Kind kind : EnumSet.of(Kind.DEFINITION, Kind.PROCEDURE)) {
      if (kinds.isEmpty() && words.asksFor(kind, question)) {
        kinds.add(kind);
      }
    }
    return new AskedFor(kinds, several);
  }
}
