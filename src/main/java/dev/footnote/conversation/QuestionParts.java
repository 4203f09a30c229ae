package dev.footnote.conversation;

import java.util.List;

/** What a question asks: one thing, several things, or how two things differ. */
public sealed interface QuestionParts {

  /** The most parts that a question is split into. */
  int PARTS_MAX = 4;

  /** One question, which is the normal case. */
  record Whole(String question) implements QuestionParts {}

  /**
   * Several questions in one.
   *
   * @param parts 2 to {@link #PARTS_MAX} questions in their order; each stands alone
   */
  record Several(List<String> parts) implements QuestionParts {
    public Several {
      parts = List.copyOf(parts);
    }
  }

  /**
   * A question about two things at once, such as how they differ. It is one question to answer, but
   * evidence for one side may be nowhere near that for the other.
   *
   * @param sides two texts to search for, one for each side; no questions
   */
  record Comparison(String question, List<String> sides) implements QuestionParts {
    public Comparison {
      sides = List.copyOf(sides);
    }
  }

  /** What to search for; 1 to {@link #PARTS_MAX} texts. */
  default List<String> searches() {
    return switch (this) {
      case Whole whole -> List.of(whole.question());
      case Several several -> several.parts();
      case Comparison comparison -> comparison.sides();
    };
  }

  /**
   * Splits a question that stands alone, by rules. Where it is not plain that it asks several
   * things, it stays whole.
   *
   * @param question not blank
   */
  static QuestionParts of(String question) {
    return SplitQuestion.of(question);
  }
}
