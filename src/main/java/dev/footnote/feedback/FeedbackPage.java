package dev.footnote.feedback;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some feedback, newest first.
 *
 * @param nextCursor where the next page starts; null on the last
 */
public record FeedbackPage(List<FeedbackOnAnswer> feedback, @Nullable String nextCursor) {
  public FeedbackPage {
    feedback = List.copyOf(feedback);
  }
}
