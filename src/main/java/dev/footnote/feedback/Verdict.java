package dev.footnote.feedback;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the last words of all who spoke of an answer come to.
 *
 * @param good how many found it right
 * @param bad how many found it wrong
 * @param corrected what would have been right, as it was last said; null if nobody said it
 */
record Verdict(UUID answerId, int good, int bad, @Nullable String corrected) {

  /** Whether more people found it right than wrong. */
  boolean isGood() {
    return good > bad;
  }
}
