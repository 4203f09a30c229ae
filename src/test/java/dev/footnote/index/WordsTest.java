package dev.footnote.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.footnote.document.GenerationState;
import dev.footnote.fixtures.FolderCollection;
import dev.footnote.search.SearchFilter;
import dev.footnote.search.SearchPassages;
import dev.footnote.search.SearchQuery;
import dev.footnote.search.SearchResult;
import dev.footnote.store.Database;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Languages, acronyms and spelling, from files to what a search finds by words. */
@QuarkusTest
class WordsTest {
  private static final String DEFINITION = "Everyone may take paid time off (PTO) in summer.\n";

  @Inject SearchPassages search;
  @Inject Database database;
  @Inject Generations generations;

  @Test
  void anAcronymsLongFormIsFoundAsLongAsADocumentDefinesIt(@TempDir Path folder) throws Exception {
    try (var collection = FolderCollection.apart(folder)) {
      collection.write("rule.md", "Your lead grants PTO within a week.\n");
      collection.write("other.md", "The canteen opens at noon.\n");
      assertThat(lexical(collection, "paid time off", "rule.md")).isZero();

      collection.write("glossary.md", DEFINITION);
      collection.write("copy.md", DEFINITION);
      assertThat(lexical(collection, "paid time off", "rule.md")).isPositive();
      assertThat(lexical(collection, "PTO", "glossary.md"))
          .isGreaterThan(lexical(collection, "PTO", "rule.md"));

      Files.delete(folder.resolve("glossary.md"));
      collection.settle();
      assertThat(lexical(collection, "paid time off", "rule.md")).as("one is left").isPositive();

      collection.write("copy.md", "Everyone may take a holiday in summer.\n");
      assertThat(lexical(collection, "paid time off", "rule.md")).as("none is left").isZero();
    }
  }

  @Test
  void aWordOfADocumentsNameCountsForItsPassagesAndFollowsAMove(@TempDir Path folder)
      throws Exception {
    try (var collection = FolderCollection.apart(folder)) {
      collection.write("travel-policy/orders.md", "Ask the office before you order.\n");
      collection.write("kitchen/orders.md", "Ask the office before you order anything.\n");
      collection.write("other.md", "The canteen opens at noon.\n");

      assertThat(first(collection, "orders in the travel policies"))
          .isEqualTo("travel-policy/orders.md");
      assertThat(first(collection, "orders in the kitchen")).isEqualTo("kitchen/orders.md");
      assertThat(name(collection, "What is for lunch?", "travel-policy/orders.md")).isZero();

      long embedded =
          collection.embeddedBy(
              () ->
                  Files.move(
                      folder.resolve("travel-policy/orders.md"),
                      folder.resolve("warehouse-orders.md")));
      assertThat(embedded).isZero();
      assertThat(first(collection, "orders in the warehouse")).isEqualTo("warehouse-orders.md");
      assertThat(name(collection, "orders in the travel policies", "warehouse-orders.md"))
          .as("by what both names hold")
          .isLessThan(name(collection, "orders in the warehouse", "warehouse-orders.md"));
    }
  }

  private String first(FolderCollection collection, String question) {
    return ask(collection, question).hits().getFirst().uri();
  }

  private double name(FolderCollection collection, String question, String uri) {
    return ask(collection, question).hits().stream()
        .filter(hit -> hit.uri().equals(uri))
        .mapToDouble(hit -> hit.scores().name())
        .max()
        .orElse(0);
  }

  @Test
  void aMisspelledWordFindsWhatTheCollectionSaysNow(@TempDir Path folder) {
    try (var collection = FolderCollection.apart(folder)) {
      collection.write("health.md", "The company pays the health insurance.\n");
      collection.write("other.md", "The canteen opens at noon.\n");
      assertThat(lexical(collection, "insurnace", "health.md")).isPositive();
      assertThat(ask(collection, "insurnace").signals().unknownTerms())
          .containsExactly("insurnace");

      collection.write("health.md", "The company pays the doctor.\n");
      collection.write("other.md", "Nothing is known of assurance.\n");
      assertThat(lexical(collection, "insurnace", "health.md")).isZero();
    }
  }

  @Test
  void documentsOfTwoLanguagesAreFoundByQuestionsOfEach(@TempDir Path folder) {
    try (var collection = FolderCollection.apart(folder)) {
      collection.write(
          "de.md", "Die Überstunden werden im Folgemonat mit dem Gehalt ausgezahlt.\n");
      collection.write("en.md", "Overtime policies are paid with the salary of the next month.\n");

      assertThat(lexical(collection, "Wann werden ueberstunden ausgezahlt?", "de.md")).isPositive();
      assertThat(lexical(collection, "ÜBERSTUNDE", "de.md")).isPositive();
      assertThat(ask(collection, "ÜBERSTUNDE").signals().unknownTerms())
          .as("in the collection's language, not as a mistake")
          .isEmpty();
      assertThat(lexical(collection, "overtime policy", "en.md")).isPositive();
      assertThat(lexical(collection, "overtime policy", "de.md")).isZero();
    }
  }

  @Test
  void aGenerationOfAnOlderAnalyzerIsAskedAndEditedAndReplaced(@TempDir Path folder) {
    try (var collection = FolderCollection.apart(folder)) {
      database.change(
          handle ->
              handle
                  .createUpdate(
                      "UPDATE generation SET analyzer = '1' WHERE tenant_id = :tenant AND collection_id = :collection")
                  .bind("tenant", collection.scope().tenantId())
                  .bind("collection", collection.scope().collectionId())
                  .execute());
      collection.write(
          "a.md", "Raise max_connections of the pump, while paid time off (PTO) lasts.\n");
      collection.write("b.md", "The canteen opens at noon.\n");
      assertThat(lexical(collection, "max_connections", "a.md")).isPositive();
      assertThat(lexical(collection, "maxconnections", "a.md")).as("not in version 1").isZero();
      assertThat(words(collection)).isEmpty();

      int live =
          generations
              .start(
                  collection.scope().tenantId(),
                  collection.name(),
                  null,
                  null,
                  GenerationState.Activation.WHEN_COMPLETE,
                  "test")
              .key()
              .id();
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> ask(collection, "pump").generationId() == live);
      assertThat(lexical(collection, "maxconnections", "a.md")).isPositive();
      assertThat(words(collection)).contains("pump", "canteen");
      collection.write("b.md", "The canteen opens after ERR-77.\n");
      assertThat(lexical(collection, "ERR 77", "b.md")).isPositive();
    }
  }

  private static List<String> words(FolderCollection collection) {
    return collection
        .rows(
            """
            SELECT word FROM vocabulary WHERE tenant_id = :tenant AND collection_id = :collection
            UNION ALL
            SELECT short_key FROM acronym WHERE tenant_id = :tenant AND collection_id = :collection
            """)
        .stream()
        .map(row -> String.valueOf(row.get("word")))
        .toList();
  }

  private SearchResult ask(FolderCollection collection, String question) {
    return search.search(
        new SearchQuery(
            collection.scope().tenantId(), collection.name(), question, 10, SearchFilter.NONE));
  }

  private double lexical(FolderCollection collection, String question, String uri) {
    return ask(collection, question).hits().stream()
        .filter(hit -> hit.uri().equals(uri))
        .mapToDouble(hit -> hit.scores().lexical())
        .max()
        .orElse(0);
  }
}
