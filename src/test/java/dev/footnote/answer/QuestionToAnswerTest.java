package dev.footnote.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.audit.CitationStatus;
import dev.footnote.audit.Ledger;
import dev.footnote.audit.ReadLedger;
import dev.footnote.fixtures.FolderCollection;
import dev.footnote.search.SearchFilter;
import dev.footnote.store.Database;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way: a folder, the index, the real model, an answer, the ledger. */
@QuarkusTest
class QuestionToAnswerTest {
  @Inject AskQuestion ask;
  @Inject ReadLedger readLedger;
  @Inject Ledger ledger;
  @Inject Database database;

  @Test
  void answerFollowsTheFileAndOldCitationsSayThatTheyAreOld(@TempDir Path folder) {
    FolderCollection.put(
        folder.resolve("time-off.md"),
        """
        # Time off

        ## Parental leave

        Every parent receives 18 weeks of parental leave on full pay.

        ## Paid time off

        | Country | Days |
        |---|---|
        | Germany | 29 |
        | United Kingdom | 26 |
        """);
    FolderCollection.put(
        folder.resolve("pumps.md"), "# Pumps\n\nThe pump P-7 moves 40 litres a minute.\n");
    try (FolderCollection collection = FolderCollection.over(folder)) {
      Answer before = ask(collection, "How many weeks of parental leave does a parent get?");

      assertThat(before.outcome()).isEqualTo(Outcome.GROUNDED);
      assertThat(before.text()).contains("18 weeks");
      Citation citation = before.citations().getFirst();
      assertThat(citation.headingPath()).containsExactly("Time off", "Parental leave");
      assertThat(citation.uri()).isEqualTo("time-off.md");
      assertThat(ask(collection, "How many days off in Germany?").text())
          .startsWith("Country: Germany; Days: 29 [1]");

      collection.write(
          "time-off.md",
          "# Time off\n\n## Parental leave\n\nEvery parent receives 20 weeks of parental leave.\n");

      assertThat(ask(collection, "How many weeks of parental leave does a parent get?").text())
          .contains("20 weeks")
          .doesNotContain("18 weeks");
      assertThat(status(collection, before.id(), citation.n()))
          .isEqualTo(CitationStatus.SUPERSEDED);
    }
  }

  @Test
  void nothingIsClaimedAboutWhatIsNotThere(@TempDir Path folder) {
    FolderCollection.put(
        folder.resolve("pumps.md"), "# Pumps\n\nThe pump P-7 moves 40 litres a minute.\n");
    try (FolderCollection collection = FolderCollection.over(folder)) {
      for (String question :
          List.of(
              "Who painted the Mona Lisa?",
              "What is the parental leave policy?",
              "How many litres does the pump P-99 move?",
              "asdf qwer zxcv",
              "'; DROP TABLE answer; --")) {
        Answer answer = ask(collection, question);
        assertThat(answer.outcome()).as(question).isEqualTo(Outcome.NO_EVIDENCE);
        assertThat(answer.citations()).as(question).isEmpty();
      }
      assertThat(ask(collection, "How many litres does the pump P-7 move?").text())
          .isEqualTo("The pump P-7 moves 40 litres a minute. [1]");
      assertThat(
              database.<List<UUID>>read(
                  handle -> ledger.altered(handle, collection.scope().tenantId())))
          .isEmpty();
    }
  }

  private CitationStatus status(FolderCollection collection, UUID answer, int n) {
    return readLedger
        .answer(collection.scope().tenantId(), answer)
        .orElseThrow()
        .statuses()
        .getOrDefault(n, CitationStatus.DELETED);
  }

  private Answer ask(FolderCollection collection, String question) {
    return ask.ask(
        new Question(
            collection.scope().tenantId(),
            collection.name(),
            question,
            8,
            SearchFilter.NONE,
            "tester"));
  }
}
