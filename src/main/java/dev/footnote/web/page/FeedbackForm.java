package dev.footnote.web.page;

import dev.footnote.feedback.Feedback;
import java.util.UUID;

/**
 * The form under an answer, in which people say whether it was right.
 *
 * @param url where it is sent
 * @param rating what was said before, {@code good} or {@code bad}; empty if nothing
 * @param comment what was written before; empty if nothing
 * @param corrected what was written before; empty if nothing
 */
record FeedbackForm(String url, String rating, String comment, String corrected) {

  /** The form of an answer of which nothing was said yet. */
  static FeedbackForm of(UUID answerId) {
    return new FeedbackForm("/answers/" + answerId + "/feedback", "", "", "");
  }

  static FeedbackForm of(Feedback said) {
    String comment = said.comment();
    String corrected = said.correctedAnswer();
    return new FeedbackForm(
        of(said.answerId()).url(),
        said.rating().code(),
        comment == null ? "" : comment,
        corrected == null ? "" : corrected);
  }
}
