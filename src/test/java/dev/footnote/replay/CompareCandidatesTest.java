package dev.footnote.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.audit.Provenance;
import dev.footnote.search.Hit;
import dev.footnote.search.SearchResult;
import dev.footnote.store.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Candidates are the same if places, orders and every score are. */
class CompareCandidatesTest {
  private static final UUID DOCUMENT = new UUID(0, 1);

  /** One candidate: chunk, four scores, rank before reranking. */
  private record One(long chunk, double dense, double lexical, double name, double fused, int was) {
    Provenance.Candidate then(int rank) {
      return new Provenance.Candidate(
          rank, chunk, chunk, DOCUMENT, 1, 0, 5, dense, 1, lexical, 1, name, fused, 0.5, was, null);
    }

    Hit now(int rank) {
      return new Hit(
          chunk,
          chunk,
          DOCUMENT,
          1,
          "a.txt",
          "a",
          "text",
          List.of(),
          null,
          null,
          0,
          5,
          1,
          "",
          "Words",
          new Hit.Scores(dense, 1, lexical, 1, name, fused),
          new Hit.Reranked(0.5, was, rank));
    }
  }

  private static final One FIRST = new One(1, 0.9, 7, 1, 0.8, 2);
  private static final One SECOND = new One(2, 0.7, 6, 0, 0.6, 1);

  @Test
  void equalOnesAreTheSame() {
    Replay.Candidates same = compare(List.of(FIRST, SECOND), List.of(FIRST, SECOND));
    assertThat(same.identical()).isTrue();
    assertThat(same.orderIdentical()).isTrue();
    assertThat(
            compare(List.of(FIRST, SECOND), List.of(new One(1, 0.9 + 1e-12, 7, 1, 0.8, 2), SECOND))
                .identical())
        .as("sums of the same terms in another order")
        .isTrue();
  }

  @Test
  void eachScoreCounts() {
    for (One other :
        List.of(
            new One(1, 0.8, 7, 1, 0.8, 2),
            new One(1, 0.9, 6.9, 1, 0.8, 2),
            new One(1, 0.9, 7, 1.1, 0.8, 2),
            new One(1, 0.9, 7, 1, 0.81, 2))) {
      Replay.Candidates compared = compare(List.of(FIRST, SECOND), List.of(other, SECOND));
      assertThat(compared.identical()).as(other.toString()).isFalse();
      assertThat(compared.orderIdentical()).isTrue();
    }
  }

  @Test
  void bothOrdersCount() {
    Replay.Candidates turned = compare(List.of(FIRST, SECOND), List.of(SECOND, FIRST));
    assertThat(turned.identical()).isFalse();
    assertThat(turned.orderIdentical()).isFalse();
    assertThat(turned.missing()).isEmpty();
    Replay.Candidates before =
        compare(List.of(FIRST, SECOND), List.of(new One(1, 0.9, 7, 1, 0.8, 3), SECOND));
    assertThat(before.identical()).as("the order before reranking").isFalse();
  }

  @Test
  void whatIsMissingAndWhatIsAddedIsNamed() {
    Replay.Candidates compared = compare(List.of(FIRST), List.of(FIRST, SECOND));
    assertThat(compared.identical()).isFalse();
    assertThat(compared.added()).containsExactly(2L);
    assertThat(compare(List.of(FIRST, SECOND), List.of(FIRST)).missing()).containsExactly(2L);
  }

  private static Replay.Candidates compare(List<One> then, List<One> now) {
    var before = new ArrayList<Provenance.Candidate>();
    var hits = new ArrayList<Hit>();
    then.forEach(one -> before.add(one.then(before.size() + 1)));
    now.forEach(one -> hits.add(one.now(hits.size() + 1)));
    return CompareParts.candidates(
        before,
        new SearchResult(
            new Scope(1, 1),
            "c",
            1,
            "model",
            1,
            0,
            hits,
            new SearchResult.Signals(0.9, 1, List.of(), 0.5),
            new SearchResult.Timings(0, 0, 0, 0),
            false,
            List.of(),
            null,
            null));
  }
}
