package dev.footnote.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.fixtures.Shelf;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvidenceGatheringTest {
  private static final String TEXT = "First part. 🙂\n\nSecond part.\n\nThird part. Fourth part.";

  @Test
  void neighboursOfOneVersionAreJoined() {
    List<Evidence> evidence =
        new Shelf()
            .putFound("a.txt", TEXT, "Third part.", "First part. 🙂", "Second part.")
            .evidence();

    assertThat(evidence).hasSize(1);
    assertThat(evidence.getFirst().text())
        .isEqualTo("First part. 🙂\n\nSecond part.\n\nThird part.");
    assertThat(evidence.getFirst().chunkIds()).containsExactly(2L, 3L, 1L);
    assertThat(evidence.getFirst().rank()).isEqualTo(1);
  }

  @Test
  void overlappingChunksAreJoinedWithoutRepetition() {
    List<Evidence> evidence =
        new Shelf()
            .putFound("a.txt", TEXT, "Second part.\n\nThird part.", "Third part. Fourth part.")
            .evidence();

    assertThat(evidence)
        .extracting(Evidence::text)
        .containsExactly("Second part.\n\nThird part. Fourth part.");
    assertThat(evidence.getFirst().chunkAt(TEXT.indexOf("Fourth"))).isEqualTo(2);
  }

  @Test
  void distantChunksAndOtherDocumentsStayApartInTheirRanking() {
    List<Evidence> evidence =
        new Shelf()
            .putFound("a.txt", TEXT, "Fourth part.")
            .put("b.txt", "Another document.")
            .putFound("c.txt", TEXT, "First part.", "Third part.")
            .evidence();

    assertThat(evidence)
        .extracting(Evidence::uri)
        .containsExactly("a.txt", "b.txt", "c.txt", "c.txt");
    assertThat(evidence).extracting(Evidence::rank).containsExactly(1, 2, 3, 4);
  }

  @Test
  void budgetOfTokensIsKeptButTheFirstHitAlwaysFits() {
    Shelf shelf = new Shelf().put("a.txt", "One.").put("b.txt", "Two.").put("c.txt", "Three.");

    assertThat(new EvidenceGathering(20).gather(shelf.hits(), shelf.versions())).hasSize(2);
    assertThat(new EvidenceGathering(3).gather(shelf.hits(), shelf.versions())).hasSize(1);
  }

  @Test
  void hitThatIsNotWhatIsStoredIsLeftOut() {
    Shelf found = new Shelf().put("a.txt", "The fee is 5 euros.");
    StoredVersion stored = found.versions().values().iterator().next();
    var altered =
        new StoredVersion(
            stored.key(),
            stored.contentSha256(),
            "The fee is 6 euros.",
            List.of(),
            List.of(),
            stored.status());
    var otherBytes =
        new StoredVersion(stored.key(), "cd", stored.text(), List.of(), List.of(), stored.status());
    var gathering = new EvidenceGathering(100);

    assertThat(gathering.gather(found.hits(), Map.of(stored.key(), altered))).isEmpty();
    assertThat(gathering.gather(found.hits(), Map.of(stored.key(), otherBytes))).isEmpty();
    assertThat(gathering.gather(found.hits(), Map.of())).isEmpty();
    assertThat(gathering.gather(found.hits(), found.versions())).hasSize(1);
  }
}
