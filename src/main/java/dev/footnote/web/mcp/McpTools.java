package dev.footnote.web.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footnote.web.problem.Problem;
import dev.footnote.web.problem.ProblemException;
import dev.footnote.web.problem.ProblemType;
import dev.footnote.web.problem.Problems;
import io.quarkiverse.mcp.server.TextContent;
import io.quarkiverse.mcp.server.ToolManager;
import io.quarkiverse.mcp.server.ToolResponse;
import io.quarkiverse.mcp.server.TransportHint;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.ForbiddenException;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/**
 * Offers the tools to clients. A result is told twice, as JSON and as readable text; so is a
 * problem, as the problem details that the REST API would send.
 */
@Singleton
class McpTools {
  private static final boolean ON_VIRTUAL_THREAD = true;

  private final ToolManager manager;
  private final List<McpTool> tools;
  private final CurrentVertxRequest request;

  McpTools(ToolManager manager, @All List<McpTool> tools, CurrentVertxRequest request) {
    this.manager = manager;
    this.tools = tools;
    this.request = request;
  }

  void offer(@Observes StartupEvent start) {
    tools.forEach(this::offer);
  }

  private void offer(McpTool tool) {
    McpTool.Description description = tool.description();
    manager
        .newTool(description.name())
        .setTitle(description.title())
        .setDescription(description.purpose())
        .setInputSchema(description.input())
        .setAnnotations(
            new ToolManager.ToolAnnotations(description.title(), true, false, false, false))
        .addHint(TransportHint.STREAMABLE_HTTP_SKIP_SSE_INIT)
        .setHandler(arguments -> call(tool, arguments.args()), ON_VIRTUAL_THREAD)
        .register();
  }

  private ToolResponse call(McpTool tool, Map<String, Object> arguments) {
    RoutingContext context = request.getCurrent();
    try {
      JsonNode result = Links.absolute(tool.call(arguments), context);
      return response(false, tool.text(result), result);
    } catch (ForbiddenException forbidden) {
      return refusal(
          new ProblemException(
              ProblemType.FORBIDDEN,
              "The role of this API key does not allow the tool %s: it takes the key of %s."
                  .formatted(tool.description().name(), tool.description().roles())),
          context);
    } catch (RuntimeException failure) {
      return refusal(Problems.of(failure), context);
    }
  }

  private static ToolResponse refusal(ProblemException problem, RoutingContext context) {
    return response(true, problem.detail(), ToolJson.tree(Problem.of(problem, context)));
  }

  private static ToolResponse response(boolean isError, String text, JsonNode structured) {
    return new ToolResponse(
        isError, List.of(new TextContent(text)), new JsonObject(structured.toString()), Map.of());
  }
}
