package dev.footnote.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.web.page.AnswerText.Piece;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnswerTextTest {

  @Test
  void markersWithAFootnoteBecomeReferencesAndOthersStayText() {
    var paragraphs = AnswerText.paragraphs("One. [1] Array a[2] of three. [3]", Set.of(1, 3));

    assertThat(paragraphs).hasSize(1);
    assertThat(paragraphs.getFirst().pieces())
        .containsExactly(
            new Piece("One.", 0, false),
            new Piece("", 1, true),
            new Piece(" Array a[2] of three.", 0, false),
            new Piece("", 3, true),
            new Piece("", 0, false));
  }

  @Test
  void aFootnoteThatIsNamedTwiceIsReturnedToAtItsFirstPlace() {
    var pieces = AnswerText.paragraphs("A. [1] B. [1]", Set.of(1)).getFirst().pieces();

    assertThat(pieces.stream().filter(piece -> piece.n() == 1).map(Piece::first))
        .containsExactly(true, false);
  }

  @Test
  void linesBecomeParagraphsAndItems() {
    var paragraphs = AnswerText.paragraphs("Do this:\n\n- first [1]\n* second", Set.of(1));

    assertThat(paragraphs)
        .extracting(AnswerText.Paragraph::item)
        .containsExactly(false, true, true);
    assertThat(paragraphs.get(1).pieces().getFirst().text()).isEqualTo("first");
  }

  @Test
  void anEmptyAnswerHasNoParagraph() {
    assertThat(AnswerText.paragraphs("", Set.of())).isEqualTo(List.of());
  }
}
