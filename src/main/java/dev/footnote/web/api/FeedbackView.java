package dev.footnote.web.api;

import dev.footnote.feedback.Feedback;
import dev.footnote.feedback.Rating;
import dev.footnote.web.problem.ProblemException;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says of an answer.
 *
 * @param caller name of the key that sent it
 * @param user for whom that key spoke; null if for nobody else
 */
public record FeedbackView(
    UUID id,
    UUID answerId,
    Instant at,
    String caller,
    @Nullable String user,
    @Schema(implementation = String.class, examples = "good") String rating,
    @Nullable String comment,
    @Nullable String correctedAnswer,
    @Schema(description = "Whether it is this caller's and user's last word about the answer")
        boolean counts) {

  /** The view of an entry. */
  public static FeedbackView of(Feedback feedback) {
    String endUser = feedback.author().endUser();
    return new FeedbackView(
        feedback.id(),
        feedback.answerId(),
        feedback.at(),
        feedback.author().caller(),
        endUser.isEmpty() ? null : endUser,
        feedback.rating().code(),
        feedback.comment(),
        feedback.correctedAnswer(),
        feedback.counts());
  }

  /** A rating by its name. */
  public static Rating rating(String field, String name) {
    for (Rating rating : Rating.values()) {
      if (rating.code().equals(name)) {
        return rating;
      }
    }
    throw ProblemException.invalid(field, "'%s' must be good or bad.".formatted(field));
  }
}
