package dev.footnote.answer;

import dev.footnote.search.SearchFilter;

/**
 * What a caller wants to know from one collection.
 *
 * @param tenantId the caller's tenant
 * @param collection name of the collection, unique within the tenant
 * @param text natural language, 1 to {@link #CHARS_MAX} characters, not blank
 * @param k how many passages may be looked at, 1 to {@link #K_MAX}
 * @param caller who asks, as the ledger keeps it: the name of an API key, say
 */
public record Question(
    int tenantId, String collection, String text, int k, SearchFilter filter, String caller) {
  /** The longest question, in UTF-16 code units. */
  public static final int CHARS_MAX = 4_000;

  /** The most passages that can be asked for. */
  public static final int K_MAX = 100;

  /**
   * Strips blanks around the text and replaces control characters by spaces.
   *
   * @throws InvalidQuestion if the text or {@code k} is outside its limits
   */
  public Question {
    text = text.replaceAll("\\p{Cntrl}+", " ").strip();
    if (text.isEmpty()) {
      throw new InvalidQuestion("The question is empty. Ask something in words.");
    }
    if (text.length() > CHARS_MAX) {
      throw new InvalidQuestion(
          "The question has %,d characters; at most %,d are allowed. Ask it in fewer words."
              .formatted(text.length(), CHARS_MAX));
    }
    if (k < 1 || k > K_MAX) {
      throw new InvalidQuestion(
          "k is %d; it must lie between 1 and %d passages.".formatted(k, K_MAX));
    }
  }
}
