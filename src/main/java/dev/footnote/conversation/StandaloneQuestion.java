package dev.footnote.conversation;

import java.util.Optional;

/**
 * What became of a question that was asked after others: something that can be searched for without
 * knowing them, or a question back.
 */
public sealed interface StandaloneQuestion {

  /** The question stands alone as it was asked. */
  record AsIs(String text) implements StandaloneQuestion {}

  /** A follow-up, with what it leaves out taken from what was said before. */
  record Rewritten(String text, How how) implements StandaloneQuestion {}

  /**
   * It refers to something that was not said.
   *
   * @param questionBack what to ask whoever asked, in the language of the question
   */
  record Unclear(String questionBack) implements StandaloneQuestion {}

  /** How a follow-up was rewritten. */
  enum How {
    /** A phrase of the question before was replaced by one of the same kind. */
    REPLACED,
    /** What was asked was added to the question before. */
    JOINED,
    /** A pronoun was replaced by what it refers to. */
    REFERENCE,
    /** What the question before was about was added to a question that leaves it out. */
    TOPIC,
    /** The answer to a question back was put where it was missing. */
    COMPLETED,
    /** By a language model. */
    MODEL
  }

  /** What to search for; empty if the question is unclear. */
  default Optional<String> question() {
    return switch (this) {
      case AsIs same -> Optional.of(same.text());
      case Rewritten rewritten -> Optional.of(rewritten.text());
      case Unclear _ -> Optional.empty();
    };
  }

  /**
   * Rewrites a question by rules, without a model: in English and German well, in French, Spanish,
   * Italian and Dutch reasonably. A question that holds no sign of being a follow-up stays as it
   * is, and so does one in another language.
   *
   * @param history what was said before, the question itself not included
   * @param question not blank
   */
  static StandaloneQuestion of(History history, String question) {
    return new FollowUps().after(history, question);
  }
}
