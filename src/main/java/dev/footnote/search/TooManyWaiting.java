package dev.footnote.search;

/** As many requests wait for the index as may. */
public final class TooManyWaiting extends RuntimeException {
  private static final long serialVersionUID = 1;

  TooManyWaiting(int waitersMax) {
    super(
        "%d requests wait for the index already. Try again in a few seconds, or ask without min_watermark."
            .formatted(waitersMax));
  }
}
