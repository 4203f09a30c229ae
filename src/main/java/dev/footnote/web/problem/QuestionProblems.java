package dev.footnote.web.problem;

import dev.footnote.answer.UnknownProfile;
import dev.footnote.document.UnknownCollection;
import dev.footnote.embed.EmbeddingUnavailable;
import dev.footnote.llm.LanguageModelFailed;
import dev.footnote.search.QuestionRefused;
import dev.footnote.search.SearchTimedOut;
import dev.footnote.search.TooManyWaiting;
import dev.footnote.search.WatermarkNotReached;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Questions that can't be answered as they were put, or not now. */
class QuestionProblems {
  private static final Logger LOG = Logger.getLogger(QuestionProblems.class);

  @ServerExceptionMapper
  Response refused(QuestionRefused refused, RoutingContext context) {
    return ProblemReply.to(context, ProblemType.INVALID_INPUT, words(refused));
  }

  @ServerExceptionMapper
  Response unknownCollection(UnknownCollection unknown, RoutingContext context) {
    return ProblemReply.to(
        context,
        ProblemType.UNKNOWN_COLLECTION,
        "There is no collection named '%s'. GET /api/v1/collections lists those there are."
            .formatted(unknown.name()),
        List.of(new FieldError("collection", "must name a collection that exists")));
  }

  @ServerExceptionMapper
  Response unknownProfile(UnknownProfile unknown, RoutingContext context) {
    return ProblemReply.to(
        context,
        ProblemType.NOT_FOUND,
        words(unknown),
        List.of(new FieldError("profile", "must name an answer profile of the collection")));
  }

  @ServerExceptionMapper
  Response timedOut(SearchTimedOut timedOut, RoutingContext context) {
    LOG.warnf("A search was stopped: %s", timedOut.getMessage());
    return ProblemReply.to(context, ProblemType.OVERLOADED, words(timedOut));
  }

  @ServerExceptionMapper
  Response notThatFar(WatermarkNotReached notReached, RoutingContext context) {
    return ProblemReply.to(context, ProblemType.WATERMARK_NOT_REACHED, words(notReached));
  }

  @ServerExceptionMapper
  Response tooManyWaiting(TooManyWaiting tooMany, RoutingContext context) {
    return ProblemReply.to(context, ProblemType.OVERLOADED, words(tooMany));
  }

  @ServerExceptionMapper
  Response noModel(EmbeddingUnavailable unavailable, RoutingContext context) {
    LOG.warnf("The embedding model did not answer: %s", unavailable.getMessage());
    return ProblemReply.to(
        context,
        ProblemType.MODEL_UNAVAILABLE,
        "The embedding model does not answer at the moment. Try again in a few seconds.");
  }

  @ServerExceptionMapper
  Response noLanguageModel(LanguageModelFailed failed, RoutingContext context) {
    LOG.warnf("The language model failed: %s", failed.getMessage());
    return ProblemReply.to(
        context,
        ProblemType.LANGUAGE_MODEL_UNAVAILABLE,
        "The language model does not answer at the moment. Try again in a few seconds.");
  }

  private static String words(RuntimeException failure) {
    return String.valueOf(failure.getMessage());
  }
}
