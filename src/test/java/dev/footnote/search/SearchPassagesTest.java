package dev.footnote.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.footnote.document.CollectionRepository;
import dev.footnote.document.UnknownCollection;
import dev.footnote.embed.Embedder;
import dev.footnote.store.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SearchPassagesTest {
  private static final String LEAVE = "Every employee has 28 days of paid holiday in a year.";
  private static final String SICK = "A doctor's note is needed from the third day of illness on.";
  private static final String HOTEL = "A hotel night in Berlin may cost at most 140 euros.";
  private static final String PUMP = "The AX-200 pump delivers 40 litres of water per minute.";

  @Inject Database database;
  @Inject CollectionRepository collections;
  @Inject Embedder embedder;
  @Inject SearchPassages search;
  @Inject MeterRegistry registry;

  private TestCollection handbook;

  @BeforeEach
  void fill() {
    handbook = collection(TestCollection.uniqueTenant());
    handbook.add(
        "policies/leave.md",
        "Leave",
        "markdown",
        Map.of("tags", List.of("hr", "time"), "year", 2026),
        LEAVE,
        SICK);
    handbook.add(
        "policies/travel.pdf",
        null,
        "pdf",
        Map.of("tags", List.of("money"), "owner", "finance"),
        HOTEL);
    handbook.add("products/pump.html", "AX-200", "html", Map.of("owner", "sales"), PUMP);
  }

  private TestCollection collection(String tenant) {
    return new TestCollection(database, collections, embedder, tenant);
  }

  private List<String> texts(TestCollection in, String question, SearchFilter filter) {
    return search.search(in.query(question, 10, filter)).hits().stream().map(Hit::text).toList();
  }

  private List<String> texts(String question) {
    return texts(handbook, question, SearchFilter.NONE);
  }

  @Test
  void thePassageThatAnswersComesFirstWhetherInItsWordsOrInOthers() {
    assertThat(texts("How many days of paid holiday are there?")).startsWith(LEAVE);
    assertThat(texts("How much vacation do I get?")).startsWith(LEAVE);
    assertThat(texts("I have the flu, must I see a physician?")).startsWith(SICK);
    assertThat(texts("AX-200")).startsWith(PUMP);
  }

  @Test
  void aHitSaysWhereItStandsAndHowItWasRanked() {
    SearchResult result = search.search(handbook.query("Is a doctor's note needed?"));
    Hit hit = result.hits().getFirst();

    assertThat(hit.text()).isEqualTo(SICK);
    assertThat(hit.title()).isEqualTo("Leave");
    assertThat(hit.uri()).isEqualTo("policies/leave.md");
    assertThat(hit.version()).isEqualTo(1);
    assertThat(hit.headingPath()).containsExactly("Handbook", "Part");
    assertThat(hit.pageFirst()).isEqualTo(2);
    assertThat(hit.spanStart()).isEqualTo(LEAVE.length() + 1);
    assertThat(hit.spanEnd()).isEqualTo(LEAVE.length() + 1 + SICK.length());
    assertThat(hit.contentSha256()).matches("[0-9a-f]{64}");
    assertThat(hit.scores().denseRank()).isEqualTo(1);
    assertThat(hit.scores().lexicalRank()).isEqualTo(1);
    assertThat(hit.scores().dense()).isBetween(0.5, 1.0);
    assertThat(hit.scores().lexical()).isPositive();
    assertThat(result.hits())
        .isSortedAccordingTo((a, b) -> Double.compare(b.scores().fused(), a.scores().fused()));
    assertThat(result.watermark()).isEqualTo(3);
    assertThat(result.embeddingModel()).isEqualTo(embedder.id().name());
    assertThat(result.limited()).isFalse();
    assertThat(result.timings().totalMs()).isGreaterThanOrEqualTo(result.timings().embedMs());
  }

  @Test
  void aResultSaysHowManyDocumentsHaveChangesThatItHasNotSeen() {
    assertThat(search.search(handbook.query("doctor")).documentsWaiting()).isZero();

    handbook.noticeChanges();

    assertThat(search.search(handbook.query("doctor")).documentsWaiting()).isEqualTo(3);
  }

  @Test
  void aDocumentWithoutATitleIsCalledByItsFileName() {
    assertThat(search.search(handbook.query("hotel in Berlin")).hits().getFirst().title())
        .isEqualTo("travel.pdf");
  }

  @Test
  void signalsTellWhatTheCorpusDoesNotKnow() {
    SearchResult.Signals known = search.search(handbook.query("paid holiday")).signals();
    SearchResult.Signals unknown = search.search(handbook.query("holiday on zanzibar")).signals();

    assertThat(known.unknownTerms()).isEmpty();
    assertThat(known.bestCoverage()).isCloseTo(1, within(1e-9));
    assertThat(unknown.unknownTerms()).containsExactly("zanzibar");
    assertThat(unknown.bestCoverage()).isPositive().isLessThan(0.6);
    assertThat(known.bestDense()).isGreaterThan(unknown.bestDense());
  }

  @Test
  void metadataFiltersByValueAndByMembershipOfAList() {
    assertThat(texts(handbook, "what", metadata("owner", "finance"))).containsExactly(HOTEL);
    assertThat(texts(handbook, "what", metadata("year", 2026)))
        .containsExactlyInAnyOrder(LEAVE, SICK);
    assertThat(texts(handbook, "what", metadata("year", "2026"))).isEmpty();
    assertThat(texts(handbook, "what", metadata("tags", "hr")))
        .containsExactlyInAnyOrder(LEAVE, SICK);
    assertThat(texts(handbook, "what", metadata("tags", List.of("time", "hr")))).hasSize(2);
    assertThat(texts(handbook, "what", metadata("tags", List.of("money", "hr")))).isEmpty();
    assertThat(texts(handbook, "what", metadata("nothing", "hr"))).isEmpty();
  }

  @Test
  void conditionsHoldTogether() {
    assertThat(
            texts(
                handbook,
                "what",
                new SearchFilter(Map.of("tags", "hr"), "policies/**", List.of("markdown"))))
        .hasSize(2);
    assertThat(
            texts(
                handbook, "what", new SearchFilter(Map.of("tags", "hr"), "products/**", List.of())))
        .isEmpty();
    assertThat(texts(handbook, "what", new SearchFilter(Map.of(), null, List.of("pdf", "html"))))
        .containsExactlyInAnyOrder(HOTEL, PUMP);
    assertThat(texts(handbook, "what", new SearchFilter(Map.of(), "policies/*.pdf", List.of())))
        .containsExactly(HOTEL);
    assertThat(texts(handbook, "what", new SearchFilter(Map.of(), "%' OR true --", List.of())))
        .isEmpty();
  }

  @Test
  void conditionsOutOfBoundsAreRefused() {
    assertThatThrownBy(() -> texts(handbook, "what", metadata("owner", "a\0b")))
        .isInstanceOf(QuestionRefused.class)
        .hasMessageContaining("NUL");
    assertThatThrownBy(
            () -> texts(handbook, "what", new SearchFilter(Map.of(), "x".repeat(1_025), List.of())))
        .isInstanceOf(QuestionRefused.class);
    assertThatThrownBy(
            () ->
                texts(
                    handbook,
                    "what",
                    new SearchFilter(Map.of(), null, java.util.Collections.nCopies(17, "pdf"))))
        .isInstanceOf(QuestionRefused.class);
  }

  @Test
  void aReplacedPassageIsNeverFoundAgain() {
    UUID document = handbook.add("notice.md", "The canteen opens at noon.");
    assertThat(texts("When does the canteen open?")).startsWith("The canteen opens at noon.");

    handbook.replace(document, 2, "The canteen opens at eleven.");

    SearchResult result = search.search(handbook.query("When does the canteen open?"));
    assertThat(result.hits())
        .extracting(Hit::text)
        .startsWith("The canteen opens at eleven.")
        .doesNotContain("The canteen opens at noon.");
    assertThat(result.hits().getFirst().version()).isEqualTo(2);
    assertThat(result.watermark()).isEqualTo(5);
  }

  @Test
  void anUnchangedPassageIsFoundInTheNewVersion() {
    UUID document = handbook.add("notice.md", "The canteen opens at noon.", "Dogs are welcome.");
    handbook.replace(document, 2, "Dogs are welcome.");

    Hit hit = search.search(handbook.query("Are dogs welcome?")).hits().getFirst();

    assertThat(hit.text()).isEqualTo("Dogs are welcome.");
    assertThat(hit.version()).isEqualTo(2);
    assertThat(hit.spanStart()).isZero();
  }

  @Test
  void anotherGenerationIsNotSearched() {
    handbook.addToAnotherGeneration("other.md", "Lunch is at one.", "The canteen opens at noon.");

    assertThat(texts("When does the canteen open?")).doesNotContain("The canteen opens at noon.");
  }

  @Test
  void otherTenantsAndOtherCollectionsAreNeverFound() {
    String secret = "The secret merger closes in May.";
    String tenant = TestCollection.uniqueTenant();
    TestCollection mine =
        new TestCollection(database, collections, embedder, tenant, "shared-name");
    mine.add("mine.md", "Nothing is secret here.");
    collection(tenant).add("same-tenant.md", secret);
    TestCollection foreign =
        new TestCollection(
            database, collections, embedder, TestCollection.uniqueTenant(), "shared-name");
    foreign.add("foreign.md", secret);

    SearchResult result = search.search(mine.query("When does the secret merger close?"));

    assertThat(result.hits()).extracting(Hit::text).containsExactly("Nothing is secret here.");
    assertThat(result.signals().unknownTerms()).contains("merger");
    assertThatThrownBy(
            () ->
                search.search(
                    new SearchQuery(
                        foreign.tenantId, mine.name + "x", "secret", 3, SearchFilter.NONE)))
        .isInstanceOf(UnknownCollection.class);
    assertThatThrownBy(
            () ->
                search.search(
                    new SearchQuery(mine.tenantId, "no\0such", "secret", 3, SearchFilter.NONE)))
        .isInstanceOf(UnknownCollection.class);
  }

  @Test
  void copiesAreShownOncePerDocumentAndLeaveRoomForOthers() {
    String footer = "Contact the help desk by telephone.";
    TestCollection copies = collection(TestCollection.uniqueTenant());
    for (int i = 0; i < 8; i++) {
      copies.add(
          "page-" + i + ".md", footer, footer, "Page " + i + " is about the help of plants.");
    }

    List<Hit> hits =
        search.search(copies.query("help desk telephone", 6, SearchFilter.NONE)).hits();

    assertThat(hits).hasSize(6);
    assertThat(hits.stream().filter(hit -> hit.text().equals(footer)))
        .hasSize(3)
        .extracting(Hit::documentId)
        .doesNotHaveDuplicates();
    assertThat(hits.getFirst().uri()).as("the newest place first").isEqualTo("page-7.md");
    assertThat(hits.getFirst().spanStart()).as("the first place in a document").isZero();
    assertThat(
            search
                .search(
                    copies.query(
                        "help desk", 10, new SearchFilter(Map.of(), "page-3.md", List.of())))
                .hits())
        .extracting(Hit::uri)
        .containsOnly("page-3.md")
        .hasSize(2);
  }

  @Test
  void copiesFillNoMoreThanHalfOfTheHits() {
    TestCollection copies = collection(TestCollection.uniqueTenant());
    for (int i = 0; i < 4; i++) {
      copies.add(
          "page-" + i + ".md", "Contact the help desk.", "Help is at the desk.", "Plants " + i);
    }

    List<Hit> hits = search.search(copies.query("help desk", 5, SearchFilter.NONE)).hits();

    assertThat(hits).hasSize(5).extracting(Hit::text).anyMatch(text -> text.startsWith("Plants"));
  }

  private static final String SICKNESS =
      "Whoever falls ill tells the office before nine in the morning by telephone and hands in a"
          + " certificate of a doctor on the third day at the latest, as agreed in %s with the council.";

  @Test
  void nearlyTheSameInTwoFilesIsOneHitForWhichTheNewestSpeaks() {
    TestCollection versions = collection(TestCollection.uniqueTenant());
    UUID newest = versions.add("handbook-a.md", SICKNESS.formatted("2024"));
    UUID older = versions.add("handbook-b.md", SICKNESS.formatted("2021"));
    versions.add("plants.md", "Plants are watered by whoever is in the office in the morning.");
    versions.modified(newest, 2_000);
    versions.modified(older, 1_000);

    List<Hit> hits = search.search(versions.query("Whom do I tell that I am ill?")).hits();

    assertThat(hits).extracting(Hit::uri).containsExactly("handbook-a.md", "plants.md");
    assertThat(hits.getFirst().similar())
        .singleElement()
        .satisfies(
            similar -> {
              assertThat(similar.documentId()).isEqualTo(older);
              assertThat(similar.uri()).isEqualTo("handbook-b.md");
              assertThat(similar.spanEnd()).isEqualTo(SICKNESS.formatted("2021").length());
            });

    versions.modified(older, 3_000);

    assertThat(search.search(versions.query("Whom do I tell that I am ill?")).hits().getFirst())
        .satisfies(
            hit -> {
              assertThat(hit.uri()).isEqualTo("handbook-b.md");
              assertThat(hit.similar())
                  .extracting(Hit.Similar::uri)
                  .containsExactly("handbook-a.md");
            });
  }

  @Test
  void whatTheQuestionTellsApartStaysApart() {
    TestCollection versions = collection(TestCollection.uniqueTenant());
    versions.add("handbook-a.md", SICKNESS.formatted("2024"));
    versions.add("handbook-b.md", SICKNESS.formatted("2021"));

    assertThat(search.search(versions.query("Whom do I tell, as agreed in 2021?")).hits())
        .hasSize(2)
        .allSatisfy(hit -> assertThat(hit.similar()).isEmpty())
        .extracting(Hit::uri)
        .first()
        .isEqualTo("handbook-b.md");
  }

  @Test
  void passagesOfOneDocumentAreNeverPutTogether() {
    TestCollection versions = collection(TestCollection.uniqueTenant());
    versions.add("handbook.md", SICKNESS.formatted("2024"), SICKNESS.formatted("2021"));

    assertThat(search.search(versions.query("Whom do I tell that I am ill?")).hits()).hasSize(2);
  }

  @Test
  void nearlyTheSameLeavesRoomForTheOthers() {
    TestCollection versions = collection(TestCollection.uniqueTenant());
    for (int year = 2010; year < 2014; year++) {
      versions.add("handbook-%d.md".formatted(year), SICKNESS.formatted(year));
    }
    for (int i = 0; i < 3; i++) {
      versions.add(
          "other-%d.md".formatted(i), "Room %d is where the ill rest, floor %d.".formatted(i, i));
    }

    List<Hit> hits =
        search.search(versions.query("Whom do I tell that I am ill?", 4, SearchFilter.NONE)).hits();

    assertThat(hits).hasSize(4);
    assertThat(hits.stream().filter(hit -> hit.uri().startsWith("handbook")))
        .singleElement()
        .satisfies(hit -> assertThat(hit.similar()).hasSize(3));
  }

  @Test
  void everyStageIsTimed() {
    search.search(handbook.query("holiday"));

    assertThat(registry.find("footnote.search").timers())
        .extracting(timer -> timer.getId().getTag("stage"))
        .containsExactlyInAnyOrder("embed", "database", "fusion", "total");
    assertThat(registry.find("footnote.search").timers())
        .allSatisfy(timer -> assertThat(timer.count()).isPositive());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'; DROP TABLE passage; --",
        "the of and",
        "what?",
        "?",
        "🙂🙃",
        "Wie viele Tage Urlaub gibt es?",
        "休暇は何日ありますか",
        "holiday\u0000\u0001\u001b[31m",
        "holiday \ud83d half",
        "{1:2}/1000000000",
        ":tenant ${jndi} :: && @> <#>",
        "xyzzyplugh",
      })
  void anyContentIsAQuestion(String question) {
    assertThat(texts(question)).hasSize(4);
  }

  @Test
  void aLongQuestionIsReadAsFarAsTheModelCanAndThatIsSaid() {
    String question =
        "How much does a hotel night in Berlin cost? " + "Please tell me. ".repeat(480);

    SearchResult result = search.search(handbook.query(question));

    assertThat(result.hits()).hasSize(4);
    assertThat(result.limited()).isTrue();
    assertThat(search.search(handbook.query("ab".repeat(4_096))).hits()).hasSize(4);
    assertThat(search.search(handbook.query("休".repeat(8_192))).hits()).hasSize(4);
  }

  @Test
  void questionsOutOfBoundsAreRefusedInWords() {
    assertThatThrownBy(() -> search.search(handbook.query(" \t\n")))
        .isInstanceOf(QuestionRefused.class)
        .hasMessageContaining("empty");
    assertThatThrownBy(() -> search.search(handbook.query("\u0000\u0001")))
        .isInstanceOf(QuestionRefused.class);
    assertThatThrownBy(() -> search.search(handbook.query("a".repeat(8_193))))
        .isInstanceOf(QuestionRefused.class)
        .hasMessageContaining("8,192");
    assertThatThrownBy(() -> search.search(handbook.query("what", 0, SearchFilter.NONE)))
        .isInstanceOf(QuestionRefused.class);
    assertThatThrownBy(() -> search.search(handbook.query("what", 101, SearchFilter.NONE)))
        .isInstanceOf(QuestionRefused.class)
        .hasMessageContaining("100");
  }

  @Test
  void anEmptyCollectionHasNoHits() {
    SearchResult result = search.search(collection(TestCollection.uniqueTenant()).query("holiday"));

    assertThat(result.hits()).isEmpty();
    assertThat(result.signals().bestDense()).isZero();
    assertThat(result.signals().unknownTerms()).containsExactly("holiday");
  }

  @Test
  void watermarkAndRowsComeFromOneSnapshotWhileAWriterCommits() {
    TestCollection board = collection(TestCollection.uniqueTenant());
    UUID document = board.add("board.md", "The score is 1.");
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              for (int version = 2; version <= 60; version++) {
                board.replace(document, version, "The score is " + version + ".");
              }
            });
    int seen = 0;
    do {
      SearchResult result = search.search(board.query("What is the score?"));

      assertThat(result.hits())
          .singleElement()
          .satisfies(
              hit -> {
                assertThat((long) hit.version()).isEqualTo(result.watermark());
                assertThat(hit.text()).isEqualTo("The score is " + result.watermark() + ".");
              });
      seen++;
    } while (!writer.isDone());
    writer.join();
    assertThat(seen).isGreaterThan(1);
  }

  private static SearchFilter metadata(String name, Object value) {
    return new SearchFilter(Map.of(name, value), null, List.of());
  }
}
