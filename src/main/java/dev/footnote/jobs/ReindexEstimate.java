package dev.footnote.jobs;

import org.jspecify.annotations.Nullable;

/**
 * What a reindex job would do, found out without writing anything.
 *
 * @param complete whether everything that was asked for was looked at; otherwise a limit of time or
 *     documents came first, and the numbers are those of the part that was
 * @param chunks of the documents that would be indexed
 * @param chunksToEmbed those of them of which no vector is known
 * @param seconds how long embedding them takes at the collection's recent rate; null if there is
 *     none to go by
 * @param problem why a source could not be looked at; null if all could
 */
public record ReindexEstimate(
    Documents documents,
    boolean complete,
    long chunks,
    long chunksToEmbed,
    @Nullable Double seconds,
    @Nullable String problem) {

  /**
   * Documents by what would happen to them.
   *
   * @param refused whose bytes can't be indexed
   * @param notLookedAt that a limit left out
   */
  public record Documents(
      int added,
      int changed,
      int moved,
      int removed,
      int unchanged,
      int refused,
      int notLookedAt) {}
}
