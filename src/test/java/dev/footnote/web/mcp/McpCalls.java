package dev.footnote.web.mcp;

import static io.restassured.RestAssured.given;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;

/** Messages of the Model Context Protocol, each an HTTP request of its own, without a session. */
final class McpCalls {
  private McpCalls() {}

  static RequestSpecification request() {
    return given()
        .contentType("application/json")
        .accept("application/json, text/event-stream")
        .header("MCP-Protocol-Version", "2025-06-18");
  }

  static Response send(RequestSpecification request, String method, Map<String, Object> params) {
    return request
        .body(Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", params))
        .post("/mcp");
  }

  /** The result of a tool; it is told, whether it is an error or not. */
  static JsonPath call(RequestSpecification request, String tool, Map<String, Object> arguments) {
    return send(request, "tools/call", Map.of("name", tool, "arguments", arguments))
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .setRootPath("result");
  }

  static JsonPath call(String tool, Map<String, Object> arguments) {
    return call(request(), tool, arguments);
  }
}
