package dev.footnote.web.problem;

import dev.footnote.answer.SchemaNotFollowed;
import dev.footnote.answer.UnknownProfile;
import dev.footnote.document.UnknownCollection;
import dev.footnote.embed.EmbeddingUnavailable;
import dev.footnote.llm.LanguageModelFailed;
import dev.footnote.search.PastNotKept;
import dev.footnote.search.QuestionRefused;
import dev.footnote.search.SearchTimedOut;
import dev.footnote.search.TooManyWaiting;
import dev.footnote.search.WatermarkNotReached;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Questions that can't be answered as they were put, or not now. */
class QuestionProblems {

  @ServerExceptionMapper({
    QuestionRefused.class,
    PastNotKept.class,
    UnknownCollection.class,
    UnknownProfile.class,
    SearchTimedOut.class,
    WatermarkNotReached.class,
    TooManyWaiting.class,
    EmbeddingUnavailable.class,
    LanguageModelFailed.class,
    SchemaNotFollowed.class
  })
  Response told(RuntimeException failure, RoutingContext context) {
    return ProblemReply.to(context, Problems.of(failure));
  }
}
