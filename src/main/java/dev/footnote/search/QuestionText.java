package dev.footnote.search;

import dev.footnote.embed.Embedder;

/**
 * A question's words as they are searched for.
 *
 * @param whole what the lexical leg reads
 * @param forModel what the embedding model reads: its beginning, where the whole is too long
 */
record QuestionText(String whole, String forModel) {
  /** Room for the prefix that a model wants before a question. */
  private static final int PREFIX_TOKENS = 32;

  /**
   * Takes a question as it was typed. Control characters and halves of characters count as spaces.
   *
   * @throws QuestionRefused if there is nothing in it, or too much
   */
  static QuestionText of(String typed, Embedder embedder, SearchConfig config) {
    if (typed.length() > config.questionCharsMax()) {
      throw new QuestionRefused(
          "The question has %,d characters; the limit is %,d. Shorten it."
              .formatted(typed.length(), config.questionCharsMax()));
    }
    String whole =
        typed
            .codePoints()
            .map(c -> isText(c) ? c : ' ')
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
            .strip();
    if (whole.isEmpty()) {
      throw new QuestionRefused("The question is empty. Ask something.");
    }
    return new QuestionText(whole, beginning(whole, embedder));
  }

  private static boolean isText(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL, Character.SURROGATE, Character.UNASSIGNED -> false;
      default -> true;
    };
  }

  /** As much of the text, in whole words where it can be, as the model reads. */
  private static String beginning(String text, Embedder embedder) {
    int tokensMax = Math.max(1, embedder.tokensMax() - PREFIX_TOKENS);
    String part = text;
    // A character is at most a few tokens, so a short question need not be counted.
    int tokens = part.length() * 4 <= tokensMax ? 0 : embedder.countTokens(part);
    while (tokens > tokensMax && part.length() > 1) {
      int keep = Math.max(1, (int) ((long) part.length() * tokensMax / (tokens + 1)));
      int space = part.lastIndexOf(' ', keep);
      part =
          part.substring(
              0,
              space > keep / 2 ? space : part.offsetByCodePoints(0, part.codePointCount(0, keep)));
      tokens = embedder.countTokens(part);
    }
    return part;
  }

  /** Whether the model reads a part of the question alone. */
  boolean isCut() {
    return forModel.length() < whole.length();
  }
}
