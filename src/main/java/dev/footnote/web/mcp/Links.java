package dev.footnote.web.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;

/**
 * Links to this service's pages, made whole for a client that has no page to resolve them against.
 */
final class Links {
  private static final String FIELD = "url";

  private Links() {}

  /** The same result, in which every {@code url} starts with the address that the client used. */
  static JsonNode absolute(JsonNode result, RoutingContext context) {
    HostAndPort authority = context.request().authority();
    return authority == null
        ? result
        : absolute(result, context.request().scheme() + "://" + authority);
  }

  private static JsonNode absolute(JsonNode node, String service) {
    if (node instanceof ObjectNode object && object.path(FIELD).asText().startsWith("/")) {
      object.put(FIELD, service + object.get(FIELD).textValue());
    }
    node.forEach(child -> absolute(child, service));
    return node;
  }
}
