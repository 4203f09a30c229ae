package dev.footnote.web.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.footnote.document.CollectionRepository;
import dev.footnote.index.PrepareCollections;
import dev.footnote.spend.BudgetCheck;
import dev.footnote.spend.BudgetExhausted;
import dev.footnote.spend.Budgets;
import dev.footnote.spend.Spend;
import dev.footnote.store.Database;
import dev.footnote.store.Scope;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Usage and budgets as an admin sees them, where two models have prices and a second endpoint is
 * there.
 */
@QuarkusTest
@TestProfile(SpendingTest.Priced.class)
class SpendingTest {
  private static final String USAGE = "/api/v1/admin/usage";
  private static final String BUDGETS = "/api/v1/admin/budgets";
  private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

  @Inject PrepareCollections collections;
  @Inject Database database;
  @Inject Spend spend;

  private String collection = "";
  private Scope scope = new Scope(0, 0);

  /** Prices, a currency, and an endpoint beside the default one. */
  public static class Priced implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "footnote.llm.currency", "EUR",
          "footnote.llm.prices.\"model-1.5\".input", "0.10",
          "footnote.llm.prices.\"model-1.5\".output", "0.40",
          "footnote.llm.endpoints.tuned.base-url", "http://127.0.0.1:1/v1",
          "footnote.llm.endpoints.tuned.api-key", "sk-never-shown");
    }
  }

  /** Asks nothing, and pays for it. */
  @Path("/api/v1/paid")
  @PermitAll
  public static class Paid {
    @Inject Budgets budgets;
    @Inject Database database;
    @Inject CollectionRepository collections;

    @GET
    @Path("/{tenant}/{collection}")
    @Operation(hidden = true)
    public String pay(@PathParam("tenant") int tenant, @PathParam("collection") String name) {
      BudgetCheck check =
          database.read(
              handle ->
                  budgets.check(
                      handle,
                      collections.named(handle, tenant, name).scope(),
                      null,
                      Instant.now()));
      return switch (check) {
        case BudgetCheck.Within within -> "within";
        case BudgetCheck.Exhausted exhausted -> throw new BudgetExhausted(exhausted);
      };
    }
  }

  @BeforeEach
  void newCollection() {
    collection = "c-" + UUID.randomUUID();
    scope = collections.ensure("default", collection);
  }

  @Test
  void usageAddsUpByWhatIsAskedFor() {
    TestKey key = TestKey.make("reader");
    LocalDate day = LocalDate.of(1999, 12, 31);
    String between = "?from=1999-12-31&to=1999-12-31";
    add(day, UUID.fromString(key.id()), "model-1.5", 1_000_000, 500_000);
    String unpriced = "unpriced " + UUID.randomUUID();
    add(day, null, unpriced, 10, 10);

    given()
        .get(USAGE + between + "&by=model")
        .then()
        .statusCode(200)
        .body("currency", equalTo("EUR"))
        .body("by", equalTo("model"))
        .body("rows.id", hasItem("model-1.5"))
        .body("rows.find { it.id == '" + unpriced + "' }.cost", nullValue())
        .body("rows.find { it.id == '" + unpriced + "' }.answers_unpriced", equalTo(1))
        .body("limited", equalTo(false));
    BigDecimal cost =
        given()
            .config(
                io.restassured.RestAssured.config()
                    .jsonConfig(
                        io.restassured.config.JsonConfig.jsonConfig()
                            .numberReturnType(
                                io.restassured.path.json.config.JsonPathConfig.NumberReturnType
                                    .BIG_DECIMAL)))
            .get(USAGE + between + "&by=key")
            .then()
            .body("rows.find { it.id == '" + key.id() + "' }.name", equalTo("test reader"))
            .extract()
            .path("rows.find { it.id == '" + key.id() + "' }.cost");
    assertThat(cost).isEqualByComparingTo("0.3");

    String csv =
        given()
            .get(USAGE + "/export.csv" + between + "&by=collection")
            .then()
            .statusCode(200)
            .header("Content-Type", containsString("text/csv"))
            .header("Content-Disposition", containsString("usage-1999-12-31-1999-12-31.csv"))
            .extract()
            .asString();
    assertThat(csv.lines().findFirst())
        .hasValue(
            "collection,name,answers,answers_unpriced,input_tokens,output_tokens,cost,currency");
    assertThat(csv.lines().filter(line -> line.startsWith(collection + ",")))
        .singleElement()
        .asString()
        .matches(".*,,2,1,1000010,500010,0\\.30*,EUR");
  }

  @Test
  void aRangeThatIsNoneIsRefused() {
    for (var wrong :
        Map.of(
                "from=yesterday", "from",
                "to=2026-02-30", "to",
                "from=2026-02-02&to=2026-02-01", "from",
                "from=2024-01-01&to=2025-01-01", "from",
                "by=hour", "by",
                "from=%2B999999999-01-01", "from")
            .entrySet()) {
      given()
          .urlEncodingEnabled(false)
          .get(USAGE + "?" + wrong.getKey())
          .then()
          .statusCode(400)
          .body("type", equalTo("/problems/invalid-input"))
          .body("errors.field", contains(wrong.getValue()));
    }
    given().get(USAGE + "?from=2024-01-01&to=2024-12-31").then().statusCode(200);
    given()
        .get(USAGE)
        .then()
        .statusCode(200)
        .body("from", equalTo(TODAY.withDayOfMonth(1).toString()))
        .body("to", equalTo(TODAY.toString()));
  }

  @Test
  void aCollectionsBudgetIsSetReadAndTakenAway() {
    String path = BUDGETS + "/collections/" + collection;
    given()
        .get(path)
        .then()
        .statusCode(200)
        .body("budget.set_at", nullValue())
        .body("budget.limits.tokens_per_day", nullValue());
    add(TODAY, null, "model-1.5", 40, 2);

    put(path, "{\"tokens_per_day\": 1000, \"cost_per_month\": 12.5}")
        .statusCode(200)
        .body("budget.name", equalTo(collection))
        .body("budget.key", nullValue())
        .body("budget.limits.tokens_per_day", equalTo(1000))
        .body("budget.limits.cost_per_month", equalTo(12.5f))
        .body("budget.set_by", equalTo("local admin"))
        .body("spent.tokens_today", equalTo(42))
        .body("currency", equalTo("EUR"));
    put(path, "{\"tokens_per_month\": 5}").body("budget.limits.tokens_per_day", nullValue());
    given().get(BUDGETS).then().statusCode(200).body("budgets.name", hasItem(collection));

    given().delete(path).then().statusCode(204);
    given().delete(path).then().statusCode(404);
    given().get(path).then().body("budget.set_at", nullValue());
    put(BUDGETS + "/collections/none-such", "{}").statusCode(404);
  }

  @Test
  void aKeysBudgetIsSetForAKeyThatIsThere() {
    TestKey key = TestKey.make("reader");
    put(BUDGETS + "/keys/" + key.id(), "{\"tokens_per_month\": 7}")
        .statusCode(200)
        .body("budget.key", equalTo(key.id()))
        .body("budget.name", equalTo("test reader"));
    put(BUDGETS + "/keys/" + UUID.randomUUID(), "{}").statusCode(404);
    put(BUDGETS + "/keys/me", "{}").statusCode(404);
  }

  @Test
  void aLimitThatIsNoneIsNamed() {
    String path = BUDGETS + "/collections/" + collection;
    for (var wrong :
        Map.of(
                "{\"tokens_per_day\": -1}", "tokens_per_day",
                "{\"tokens_per_month\": 1000000000000001}", "tokens_per_month",
                "{\"cost_per_day\": -0.01}", "cost_per_day",
                "{\"cost_per_month\": 0.0000000001}", "cost_per_month",
                "{\"cost_per_month\": 1e1000000}", "cost_per_month",
                "{\"tokens_per_day\": \"many\"}", "tokens_per_day",
                "{\"tokens\": 1}", "tokens")
            .entrySet()) {
      put(path, wrong.getKey()).statusCode(400).body("errors.field", hasItem(wrong.getValue()));
    }
  }

  @Test
  void aBudgetThatIsUsedUpIsRefusedUntilItBeginsAnew() {
    String paid = "/api/v1/paid/" + scope.tenantId() + "/" + collection;
    put(BUDGETS + "/collections/" + collection, "{\"cost_per_month\": 0.1}").statusCode(200);
    given().get(paid).then().statusCode(200).body(equalTo("within"));
    add(TODAY, null, "model-1.5", 1_000_000, 0);

    String wait =
        given()
            .get(paid)
            .then()
            .statusCode(429)
            .contentType("application/problem+json")
            .body("type", equalTo("/problems/budget-exhausted"))
            .body("detail", containsString("monthly budget of this collection is used up"))
            .extract()
            .header("Retry-After");
    assertThat(Duration.ofSeconds(Long.parseLong(wait)))
        .isBetween(Duration.ofSeconds(1), Duration.ofDays(31));
    given()
        .accept("text/html")
        .get("/problems/budget-exhausted")
        .then()
        .statusCode(200)
        .body(containsString("The budget is used up"));

    put(BUDGETS + "/collections/" + collection, "{}").statusCode(200);
    given().get(paid).then().statusCode(200);
  }

  @Test
  void aProfileNamesAConfiguredEndpointWhoseKeyIsNeverShown() {
    String profile = "/api/v1/admin/collections/" + collection + "/profiles/fine";
    String shown =
        put(profile, "{\"endpoint\": \"tuned\", \"model\": \"model-1.5\"}")
            .statusCode(200)
            .body("effective.endpoint", equalTo("tuned"))
            .extract()
            .asString();
    assertThat(shown).doesNotContain("sk-never-shown", "127.0.0.1");
    put(profile, "{\"endpoint\": \"other\", \"model\": \"m\"}")
        .statusCode(400)
        .body("detail", containsString("must be the name of a configured endpoint: tuned"));
  }

  private void add(
      LocalDate day,
      @org.jspecify.annotations.Nullable UUID key,
      String model,
      long input,
      long output) {
    database.change(handle -> spend.add(handle, scope, day, key, model, input, output));
  }

  private static ValidatableResponse put(String path, String body) {
    return given().contentType("application/json").body(body).put(path).then();
  }
}
