package dev.footnote.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.audit.CitationStatus;
import dev.footnote.evidence.Evidence;
import dev.footnote.evidence.Quote;
import dev.footnote.evidence.Statement;
import dev.footnote.evidence.StoredVersion;
import dev.footnote.evidence.TextSpan;
import dev.footnote.evidence.VersionKey;
import dev.footnote.store.Json;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AnswerTextTest {
  private static final String TEXT = "Leave\nLeave is 26 days.\n\nPay\nPay comes monthly.";
  private final StoredVersion version =
      new StoredVersion(
          new VersionKey(UUID.fromString("00000000-0000-0000-0000-000000000001"), 3),
          "ab",
          TEXT,
          List.of(
              new StoredVersion.Section(0, List.of("Leave")),
              new StoredVersion.Section(TEXT.indexOf("Pay\n"), List.of("Money", "Pay"))),
          List.of(0, TEXT.indexOf("Pay\n")),
          CitationStatus.SUPERSEDED);
  private final Evidence evidence =
      new Evidence(
          1,
          version.key().documentId(),
          3,
          "a.pdf",
          "Handbook",
          "ab",
          List.of(4L, 5L),
          List.of(0, TEXT.indexOf("Pay\n")),
          List.of("Leave"),
          1,
          new TextSpan(0, TEXT.length()),
          TEXT,
          20,
          1);

  @Test
  void everyMarkerPointsToACitationAndEveryCitationToItsStatement() {
    AnswerText answer =
        text(
            statement("You get 26 days.", true, "Leave is 26 days."),
            statement("Pay is monthly.", false, "Pay comes monthly.", "Leave is 26 days."));

    assertThat(answer.text()).isEqualTo("You get 26 days. [1] Pay is monthly. [2][3]");
    assertThat(answer.citations())
        .extracting(c -> c.answerSpan().in(answer.text()))
        .containsExactly("You get 26 days.", "Pay is monthly.", "Pay is monthly.");
    assertThat(answer.citations()).extracting(Citation::n).containsExactly(1, 2, 3);
    assertThat(answer.citations())
        .allSatisfy(c -> assertThat(c.span().in(TEXT)).isEqualTo(c.quote()));
  }

  @Test
  void citationNamesThePlaceOfTheQuoteItselfNotOfTheChunk() {
    Citation citation =
        text(statement("Monthly.", true, "Pay comes monthly.")).citations().getFirst();

    assertThat(citation.headingPath()).containsExactly("Money", "Pay");
    assertThat(citation.page()).isEqualTo(2);
    assertThat(citation.chunkId()).isEqualTo(5);
    assertThat(citation.status()).isEqualTo(CitationStatus.SUPERSEDED);
    int start = TEXT.indexOf("Pay comes");
    assertThat(citation.url())
        .isEqualTo(
            "/documents/00000000-0000-0000-0000-000000000001/versions/3?start=%d&end=%d#quote"
                .formatted(start, start + 18));
  }

  @Test
  void jsonHasTheNamesOfTheApi() {
    String json = Json.write(text(statement("Monthly.", true, "Pay comes monthly.")).citations());

    assertThat(json)
        .contains(
            "\"document_id\"",
            "\"chunk_id\"",
            "\"content_sha256\":\"ab\"",
            "\"heading_path\":[\"Money\",\"Pay\"]",
            "\"answer_span\":{\"start\":0,\"end\":8}",
            "\"status\":\"superseded\"",
            "\"verified\":true");
    assertThat(Json.write(evidence)).contains("\"chunk_ids\"").doesNotContain("chunk_starts");
    assertThat(Json.write(Outcome.PARTLY_GROUNDED)).isEqualTo("\"partly_grounded\"");
  }

  private AnswerText text(Statement... statements) {
    return AnswerText.of(List.of(statements), Map.of(version.key(), version));
  }

  private Statement statement(String words, boolean startsLine, String... quotes) {
    return new Statement(
        words,
        java.util.Arrays.stream(quotes)
            .map(
                q ->
                    new Quote(
                        evidence, new TextSpan(TEXT.indexOf(q), TEXT.indexOf(q) + q.length()), q))
            .toList(),
        startsLine,
        true);
  }
}
