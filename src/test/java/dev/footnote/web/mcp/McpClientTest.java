package dev.footnote.web.mcp;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.fixtures.FolderCollection;
import dev.footnote.fixtures.NodeClient;
import dev.footnote.web.Handbook;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The official client of the Model Context Protocol, unmodified. */
@QuarkusTest
@EnabledIfEnvironmentVariable(
    named = NodeClient.FOLDER,
    matches = ".+",
    disabledReason = "FOOTNOTE_NODE_CLIENTS names no folder, so no client of others is run")
class McpClientTest {

  @Test
  void theOfficialClientListsAndCallsTheToolsAndChecksTheCitations() {
    FolderCollection handbook = Handbook.inNewFolder();
    try {
      String key =
          given()
              .contentType("application/json")
              .body(Map.of("name", "mcp client", "role", "auditor"))
              .post("/api/v1/admin/keys")
              .then()
              .statusCode(201)
              .extract()
              .path("key");
      String printed =
          NodeClient.run(
              "mcp.mjs",
              Map.of(
                  "FOOTNOTE_URL",
                  "http://localhost:" + RestAssured.port,
                  "FOOTNOTE_KEY",
                  key,
                  "FOOTNOTE_COLLECTION",
                  handbook.name(),
                  "FOOTNOTE_QUESTION",
                  "How many days of annual leave does Quillmere give?"));
      assertThat(printed).contains("ok: 4 tools");
    } finally {
      Handbook.leave(handbook);
    }
  }
}
