package dev.footnote.document;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A collection, and how far its index is.
 *
 * @param counts its documents
 * @param changesPerSecond committed changes in the last half minute; 0 while nothing happens
 * @param changedAt the last committed change; null before the first
 */
public record CollectionState(
    DocumentCollection collection,
    List<Source> sources,
    Counts counts,
    double changesPerSecond,
    @Nullable Instant changedAt) {

  /**
   * Documents by state.
   *
   * @param due with work waiting or under way
   * @param problems whose newest bytes could not be taken
   */
  public record Counts(int indexed, int pending, int removed, int due, int problems) {
    /** Documents that the sources hold. */
    public int live() {
      return indexed + pending;
    }
  }

  /** Whether every source was looked at whole at least once. */
  public boolean scanned() {
    return sources.stream().allMatch(source -> source.scannedAt() != null);
  }
}
