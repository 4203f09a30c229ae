package dev.footnote.feedback;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which feedback is wanted; all conditions together, null for any.
 *
 * @param from given at or after
 * @param to given before
 * @param collection name of the answer's collection
 * @param corrected whether it says what would have been right
 * @param text words that comment, corrected answer or question contain, in that order
 * @param counting whether only the last word of each author about an answer is wanted
 */
public record FeedbackFilter(
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String collection,
    @Nullable Rating rating,
    @Nullable Boolean corrected,
    @Nullable String text,
    boolean counting) {
  /** Everything of the tenant. */
  public static final FeedbackFilter ALL =
      new FeedbackFilter(null, null, null, null, null, null, false);
}
