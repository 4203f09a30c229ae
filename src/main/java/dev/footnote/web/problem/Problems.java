package dev.footnote.web.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.footnote.answer.SchemaNotFollowed;
import dev.footnote.answer.UnknownProfile;
import dev.footnote.conversation.ConversationLimit;
import dev.footnote.conversation.UnknownConversation;
import dev.footnote.document.UnknownCollection;
import dev.footnote.embed.EmbeddingUnavailable;
import dev.footnote.llm.LanguageModelFailed;
import dev.footnote.search.PastNotKept;
import dev.footnote.search.QuestionRefused;
import dev.footnote.search.SearchTimedOut;
import dev.footnote.search.TooManyWaiting;
import dev.footnote.search.WatermarkNotReached;
import dev.footnote.spend.BudgetExhausted;
import dev.footnote.store.DatabaseTrouble;
import io.quarkus.security.ForbiddenException;
import jakarta.validation.ConstraintViolationException;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * What a failure is in words for people, for every protocol that is spoken. What whoever runs the
 * service must know is logged here, once; of a defect nothing is told outside.
 */
public final class Problems {
  private static final Logger LOG = Logger.getLogger(Problems.class);

  private Problems() {}

  /** The problem that a failure amounts to. */
  public static ProblemException of(Throwable failure) {
    return switch (failure) {
      case ProblemException told -> told;
      case QuestionRefused refused -> of(ProblemType.INVALID_INPUT, refused);
      case PastNotKept gone ->
          new ProblemException(
              ProblemType.PAST_NOT_KEPT,
              String.valueOf(gone.getMessage()),
              List.of(new FieldError("as_of", "must be a moment that is kept")));
      case UnknownCollection unknown ->
          new ProblemException(
              ProblemType.UNKNOWN_COLLECTION,
              "There is no collection named '%s'. GET /api/v1/collections lists those there are."
                  .formatted(unknown.name()),
              List.of(new FieldError("collection", "must name a collection that exists")));
      case UnknownProfile unknown ->
          new ProblemException(
              ProblemType.NOT_FOUND,
              String.valueOf(unknown.getMessage()),
              List.of(new FieldError("profile", "must name an answer profile of the collection")));
      case UnknownConversation unknown -> of(ProblemType.NOT_FOUND, unknown);
      case ConversationLimit full -> of(ProblemType.CONFLICT, full);
      case BudgetExhausted exhausted -> of(ProblemType.BUDGET_EXHAUSTED, exhausted);
      case SearchTimedOut timedOut -> {
        LOG.warnf("A search was stopped: %s", timedOut.getMessage());
        yield of(ProblemType.OVERLOADED, timedOut);
      }
      case WatermarkNotReached notReached -> of(ProblemType.WATERMARK_NOT_REACHED, notReached);
      case TooManyWaiting tooMany -> of(ProblemType.OVERLOADED, tooMany);
      case EmbeddingUnavailable unavailable -> {
        LOG.warnf("The embedding model did not answer: %s", unavailable.getMessage());
        yield new ProblemException(
            ProblemType.MODEL_UNAVAILABLE,
            "The embedding model does not answer at the moment. Try again in a few seconds.");
      }
      case LanguageModelFailed failed -> {
        LOG.warnf("The language model failed: %s", failed.getMessage());
        yield new ProblemException(
            ProblemType.LANGUAGE_MODEL_UNAVAILABLE,
            "The language model does not answer at the moment. Try again in a few seconds.");
      }
      case SchemaNotFollowed failed ->
          new ProblemException(
              ProblemType.ANSWER_SCHEMA_NOT_FOLLOWED, String.valueOf(failed.getMessage()));
      case ConstraintViolationException violated -> InputProblems.of(violated);
      case JsonProcessingException json -> JsonComplaint.of(json);
      case ForbiddenException forbidden ->
          new ProblemException(
              ProblemType.FORBIDDEN, "The role of this API key does not allow this.");
      default -> unexpected(failure);
    };
  }

  private static ProblemException of(ProblemType type, RuntimeException failure) {
    return new ProblemException(type, String.valueOf(failure.getMessage()));
  }

  static ProblemException noDatabase(Throwable failure) {
    LOG.warnf("The database can't be reached: %s", failure.getMessage());
    return new ProblemException(
        ProblemType.DATABASE_UNAVAILABLE,
        "The database does not answer at the moment. Try again in a few seconds.");
  }

  private static ProblemException unexpected(Throwable failure) {
    if (DatabaseTrouble.isCauseOf(failure)) {
      return noDatabase(failure);
    }
    LOG.error("A request failed", failure);
    return new ProblemException(
        ProblemType.INTERNAL,
        "The request could not be answered because of a defect. Its cause is in the service's log.");
  }
}
