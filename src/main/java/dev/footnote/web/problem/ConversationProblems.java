package dev.footnote.web.problem;

import dev.footnote.conversation.ConversationLimit;
import dev.footnote.conversation.UnknownConversation;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Conversations that are not there, or can't go on. */
class ConversationProblems {
  @ServerExceptionMapper
  Response unknown(UnknownConversation unknown, RoutingContext context) {
    return ProblemReply.to(context, ProblemType.NOT_FOUND, String.valueOf(unknown.getMessage()));
  }

  @ServerExceptionMapper
  Response full(ConversationLimit full, RoutingContext context) {
    return ProblemReply.to(context, ProblemType.CONFLICT, String.valueOf(full.getMessage()));
  }
}
