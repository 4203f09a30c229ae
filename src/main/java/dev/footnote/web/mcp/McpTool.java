package dev.footnote.web.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** One of the tools that a client of the protocol can call. */
interface McpTool {

  /** What clients and models see of it. */
  Description description();

  /**
   * Does it.
   *
   * @param arguments as they were sent, checked by nobody
   * @return the result, in the words and shapes of the REST API
   */
  JsonNode call(Map<String, Object> arguments);

  /** The same result for somebody who reads. */
  String text(JsonNode result);

  /**
   * What a tool says of itself.
   *
   * @param name by which it is called
   * @param title for people
   * @param purpose for models: what it does, and when to call it
   * @param input JSON Schema of its arguments, with their limits
   * @param roles whose keys may call it, in words
   */
  record Description(String name, String title, String purpose, JsonObject input, String roles) {}
}
