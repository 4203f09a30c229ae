package dev.footnote.embed;

/**
 * Turns away texts that a model would not read whole.
 *
 * @param prefix put before every text
 * @param tokensMax the most tokens of a text without its prefix
 */
record TextLimit(String prefix, int tokensMax, BertTokenizer tokenizer) {

  /**
   * @param tokensWithPrefixMax the most tokens of a text with its prefix
   * @throws IllegalArgumentException if the prefix leaves no room
   */
  static TextLimit of(String prefix, int tokensWithPrefixMax, BertTokenizer tokenizer) {
    int tokensMax = tokensWithPrefixMax - tokenizer.count(prefix);
    if (tokensMax < 1) {
      throw new IllegalArgumentException(
          "footnote.embedding.tokens-max is %d, and the prefix \"%s\" leaves no room in that: shorten it."
              .formatted(tokensWithPrefixMax, prefix));
    }
    return new TextLimit(prefix, tokensMax, tokenizer);
  }

  /**
   * The token ids of prefix and text between the model's [CLS] and [SEP].
   *
   * @param name of the text in an error message, such as "Passage 2 of 3"
   * @throws IllegalArgumentException if there is nothing to read in it, or too much
   */
  long[] ids(String name, String text) {
    long[] ids = tokenizer.ids(prefix + text);
    // Without a prefix the ids say it all; with one, only the text alone shows that it is empty.
    int tokens = prefix.isEmpty() ? ids.length - 2 : tokenizer.count(text);
    if (tokens == 0) {
      throw new IllegalArgumentException(name + " holds no text.");
    }
    if (tokens > tokensMax) {
      throw new IllegalArgumentException(
          "%s has %d tokens; the embedding model reads at most %d. Use a shorter one."
              .formatted(name, tokens, tokensMax));
    }
    return ids;
  }
}
