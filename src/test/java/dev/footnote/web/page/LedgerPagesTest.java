package dev.footnote.web.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.footnote.fixtures.FolderCollection;
import dev.footnote.seal.SealLedger;
import dev.footnote.web.Handbook;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LedgerPagesTest {
  @Inject SealLedger sealing;

  private FolderCollection handbook;
  private String answer;

  @BeforeEach
  void anAnswer() {
    handbook = Handbook.inNewFolder();
    answer =
        Handbook.ask(handbook, "How many days of annual leave does an employee of Quillmere have?");
  }

  @AfterEach
  void leave() {
    Handbook.leave(handbook);
  }

  @Test
  void theAuditorVerifiesTheLedgerAndTakesItsAnchor() {
    sealing.seal(handbook.scope().tenantId());
    String anchor = given().get("/api/v1/audit/head").path("anchor");
    int seal = given().get("/api/v1/audit/head").path("seal");

    Document before = page(Map.of());
    assertThat(before.select(".banner")).isEmpty();
    assertThat(before.select("pre").eachText()).anyMatch(anchor::equals);

    Document verified = page(Map.of("verify", "now", "from", seal, "anchor", anchor));
    assertThat(verified.select(".banner[role=status]").text())
        .contains("Seals %,d to %,d are intact".formatted(seal, seal));
  }

  @Test
  void aChainThatEndsBeforeAnAnchorIsTold() {
    sealing.seal(handbook.scope().tenantId());
    String anchor = given().get("/api/v1/audit/head").path("anchor");
    int seal = given().get("/api/v1/audit/head").path("seal");
    String later = anchor.replaceFirst("^(footnote-anchor-1\\.\\d+\\.)\\d+", "$1" + (seal + 1_000));

    Document told = page(Map.of("verify", "now", "from", seal, "anchor", later));

    assertThat(told.select(".banner[role=alert]").text()).contains("not what was sealed");
    assertThat(told.select("main li .badge.bad").eachText()).isNotEmpty();
  }

  @Test
  void whatIsNoAnchorIsToldInWords() {
    given()
        .accept("text/html")
        .queryParam("verify", "now")
        .queryParam("anchor", "nonsense")
        .get("/ledger")
        .then()
        .statusCode(400)
        .body(containsString("must be as GET /api/v1/audit/head gave it"));
  }

  @Test
  void anEntryIsVerifiedWithAllThatStandsUnderItsSeal() {
    sealing.seal(handbook.scope().tenantId());

    Document record =
        Jsoup.parse(given().get("/answers/" + answer + "?verify=now").then().extract().asString());

    assertThat(record.select(".banner[role=status]").text())
        .contains("the entry has the hash that it was written with")
        .containsPattern("stands under seal [0-9,]+ at place [0-9,]+ of [0-9,]+")
        .contains("whose signature, chain and other entries are intact");
  }

  @Test
  void answersAreNarrowedByWhatTheyCiteToWhomTheyWereGivenAndHowTheyEnded() {
    String path =
        given().get("/api/v1/audit/answers/" + answer).path("citations[0].uri").toString();
    String caller = given().get("/api/v1/audit/answers/" + answer).path("caller");

    assertThat(listed(Map.of("path", path, "caller", caller, "outcome", "grounded")))
        .contains("/answers/" + answer);
    assertThat(listed(Map.of("path", "not/there.md"))).isEmpty();
    assertThat(listed(Map.of("path", path, "caller", "nobody"))).isEmpty();
    assertThat(listed(Map.of("path", path, "outcome", "no_evidence")))
        .doesNotContain("/answers/" + answer);
    assertThat(
            Jsoup.parse(given().queryParam("path", path).get("/answers").asString())
                .select("a[href^=/api/v1/audit/answers.csv]")
                .attr("href"))
        .contains("path=");
  }

  private static List<String> listed(Map<String, String> conditions) {
    return Jsoup.parse(
            given()
                .queryParams(conditions)
                .get("/answers")
                .then()
                .statusCode(200)
                .extract()
                .asString())
        .select("ul.stack a")
        .eachAttr("href");
  }

  private static Document page(Map<String, Object> parameters) {
    return Jsoup.parse(
        given().queryParams(parameters).get("/ledger").then().statusCode(200).extract().asString());
  }
}
