package dev.footnote.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.audit.CitationStatus;
import dev.footnote.evidence.Evidence;
import dev.footnote.evidence.Quote;
import dev.footnote.evidence.Statement;
import dev.footnote.evidence.StoredVersion;
import dev.footnote.evidence.TextSpan;
import dev.footnote.fixtures.Shelf;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CitationCheckTest {
  private final Shelf shelf = new Shelf().put("a.txt", "🙂 The fee is 5 euros. It is due in May.");
  private final Evidence evidence = shelf.evidence().getFirst();
  private final int start = evidence.text().indexOf("The fee");

  @Test
  void quoteThatStandsThereIsKept() {
    Statement statement = statement(quote(start, "The fee is 5 euros."));

    CitationCheck.Checked checked = CitationCheck.check(List.of(statement), shelf.versions());

    assertThat(checked.statements()).containsExactly(statement);
    assertThat(checked.quotesDropped()).isZero();
  }

  @Test
  void quoteThatIsOneCharacterOffIsDroppedWithItsStatement() {
    for (Quote wrong :
        List.of(
            quote(start, "The fee is 6 euros."),
            quote(start + 1, "The fee is 5 euros."),
            quote(start, "the fee is 5 euros."),
            quote(start, " "),
            new Quote(evidence, new TextSpan(start, start + 5), "The fee is 5 euros."),
            new Quote(evidence, new TextSpan(900, 919), "The fee is 5 euros."))) {
      CitationCheck.Checked checked =
          CitationCheck.check(List.of(statement(wrong)), shelf.versions());

      assertThat(checked.statements()).as(wrong.toString()).isEmpty();
      assertThat(checked.dropped()).hasSize(1);
      assertThat(checked.quotesDropped()).isEqualTo(1);
    }
  }

  @Test
  void statementLivesOnWithTheQuoteThatIsLeft() {
    Quote right = quote(start, "The fee is 5 euros.");
    CitationCheck.Checked checked =
        CitationCheck.check(List.of(statement(quote(start, "Nonsense."), right)), shelf.versions());

    assertThat(checked.statements()).hasSize(1);
    assertThat(checked.statements().getFirst().quotes()).containsExactly(right);
    assertThat(checked.quotesDropped()).isEqualTo(1);
  }

  @Test
  void versionWithOtherBytesOrNoneConfirmsNothing() {
    StoredVersion stored = shelf.versions().values().iterator().next();
    var other =
        new StoredVersion(
            stored.key(), "cd", stored.text(), List.of(), List.of(), CitationStatus.CURRENT);
    List<Statement> statements = List.of(statement(quote(start, "The fee is 5 euros.")));

    assertThat(CitationCheck.check(statements, Map.of(stored.key(), other)).statements()).isEmpty();
    assertThat(CitationCheck.check(statements, Map.of()).statements()).isEmpty();
  }

  private Quote quote(int at, String text) {
    return new Quote(evidence, new TextSpan(at, at + text.length()), text);
  }

  private static Statement statement(Quote... quotes) {
    return new Statement("There is a fee.", List.of(quotes), true, true);
  }
}
