package dev.footnote.web.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.footnote.fixtures.FolderCollection;
import dev.footnote.seal.SealLedger;
import dev.footnote.web.Handbook;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an auditor hands on about one answer. */
@QuarkusTest
class EvidencePackTest {
  @Inject SealLedger sealing;

  private FolderCollection handbook;

  @BeforeEach
  void start() {
    handbook = Handbook.inNewFolder();
  }

  @AfterEach
  void close() {
    Handbook.leave(handbook);
  }

  @Test
  void oneFileHoldsTheAnswerItsQuotesInContextAndTheProofAndNeedsNothingElse() {
    String id =
        Handbook.ask(handbook, "How many days of annual leave does an employee of Quillmere have?");
    sealing.seal(handbook.scope().tenantId());
    Map<String, Object> proof =
        given().get("/api/v1/audit/answers/" + id + "/proof").jsonPath().getMap("");

    Response reply = given().get("/api/v1/audit/answers/" + id + "/pack");
    Document page = Jsoup.parse(reply.asString());

    assertThat(reply.header("Content-Disposition")).startsWith("attachment");
    assertThat(reply.contentType()).startsWith("text/html");
    assertThat(page.select("script, link, img, iframe, [src]")).isEmpty();
    assertThat(page.select("a[href]").eachAttr("href")).allMatch(href -> href.startsWith("#"));
    Element quote = page.expectFirst("#q1 mark");
    assertThat(quote.wholeText()).contains("27 days of annual leave");
    assertThat(page.expectFirst("#q1 blockquote").wholeText().length())
        .as("the quote stands in its context")
        .isGreaterThan(quote.wholeText().length());
    assertThat(page.text())
        .contains(id, String.valueOf(proof.get("root")), String.valueOf(proof.get("signature")))
        .contains("BEGIN PUBLIC KEY", "unchanged since it was written", "current");
  }

  @Test
  void textOfDocumentsIsTextAndNothingElse() {
    String id = Handbook.ask(handbook, "What is the password of the zeppelin hangar?");

    Response reply = given().get("/api/v1/audit/answers/" + id + "/pack");

    assertThat(reply.asString()).contains("&lt;img src=x onerror=alert(2)&gt;");
    assertThat(Jsoup.parse(reply.asString()).select("img, script")).isEmpty();
  }

  @Test
  void answerThatIsNotThereHasNone() {
    given()
        .get("/api/v1/audit/answers/" + UUID.randomUUID() + "/pack")
        .then()
        .statusCode(404)
        .body(containsString("no such answer"));
  }
}
