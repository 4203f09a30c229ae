package dev.footnote.document;

/**
 * A stretch of a collection's history through which one generation was live: until the next reign
 * begins.
 *
 * @param from the watermark at which the generation became live; 0 for the first
 * @param generation with as many live passages as it had at the moment that was asked for
 * @param kept whether its rows are still there
 * @param pastFrom from which watermark on the generation can be searched as it was
 */
public record Reign(long from, Generation generation, boolean kept, long pastFrom) {

  /** From which watermark of this reign on it can be searched; none of it if that is not kept. */
  public long searchableFrom() {
    return Math.max(from, pastFrom);
  }
}
