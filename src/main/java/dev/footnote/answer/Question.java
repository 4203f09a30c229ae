package dev.footnote.answer;

import dev.footnote.search.SearchFilter;

/**
 * What a caller wants to know from one collection. Its limits are those of a search.
 *
 * @param tenantId the caller's tenant
 * @param collection name of the collection, unique within the tenant
 * @param text natural language; control characters and halves of characters become spaces, since
 *     the ledger keeps the text and PostgreSQL can't hold all of them
 * @param k how many passages may be looked at
 * @param caller who asks, as the ledger keeps it: the name of an API key, say
 * @param dialogue what was said before
 */
public record Question(
    int tenantId,
    String collection,
    String text,
    int k,
    SearchFilter filter,
    String caller,
    Dialogue dialogue) {
  public Question {
    text = text.replaceAll("[\\p{Cc}\\p{Cs}]+", " ").strip();
  }

  /** A question that nothing was said before. */
  public Question(
      int tenantId, String collection, String text, int k, SearchFilter filter, String caller) {
    this(tenantId, collection, text, k, filter, caller, Dialogue.NONE);
  }
}
