package dev.footnote.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.search.ScoreFusion.Ranked;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScoreFusionTest {

  @Test
  void aPassageThatBothKindsOfScorePraiseComesFirst() {
    List<Ranked> ranked =
        ScoreFusion.fuse(
            List.of(
                new Candidate(1, 0.9, true, 0.0, false),
                new Candidate(2, 0.85, true, 9.0, true),
                new Candidate(3, 0.5, false, 10.0, true)));

    assertThat(ranked).extracting(Ranked::passageId).startsWith(2L);
  }

  @Test
  void ranksCountWithinTheLegThatBroughtAPassage() {
    List<Ranked> ranked =
        ScoreFusion.fuse(
            List.of(
                new Candidate(1, 0.9, true, 0.1, false),
                new Candidate(2, 0.8, true, 9.0, true),
                new Candidate(3, 0.95, false, 10.0, true)));

    assertThat(scores(ranked, 1).denseRank()).isEqualTo(1);
    assertThat(scores(ranked, 1).lexicalRank()).isNull();
    assertThat(scores(ranked, 2).denseRank()).isEqualTo(2);
    assertThat(scores(ranked, 2).lexicalRank()).isEqualTo(2);
    assertThat(scores(ranked, 3).denseRank()).isNull();
    assertThat(scores(ranked, 3).lexicalRank()).isEqualTo(1);
  }

  @Test
  void withoutAnyLexicalScoreTheDenseOrderStands() {
    List<Ranked> ranked =
        ScoreFusion.fuse(
            List.of(
                new Candidate(1, 0.3, true, 0, false),
                new Candidate(2, 0.7, true, 0, false),
                new Candidate(3, 0.5, true, 0, false)));

    assertThat(ranked).extracting(Ranked::passageId).containsExactly(2L, 3L, 1L);
  }

  @Test
  void nothingAndOneCandidateAreRankedToo() {
    assertThat(ScoreFusion.fuse(List.of())).isEmpty();
    assertThat(ScoreFusion.fuse(List.of(new Candidate(1, 0.3, true, 0, false)))).hasSize(1);
  }

  @Test
  void theOrderOfCandidatesDoesNotMatter() {
    long seed = new Random().nextLong();
    System.out.println("ScoreFusionTest seed " + seed);
    var random = new Random(seed);
    for (int round = 0; round < 100; round++) {
      List<Candidate> candidates = new ArrayList<>();
      for (int id = 0; id < 60; id++) {
        candidates.add(
            new Candidate(
                id, random.nextInt(10) / 10.0, random.nextBoolean(), random.nextInt(5), true));
      }
      List<Ranked> ranked = ScoreFusion.fuse(candidates);
      Collections.shuffle(candidates, random);

      assertThat(ScoreFusion.fuse(candidates)).isEqualTo(ranked);
    }
  }

  private static Hit.Scores scores(List<Ranked> ranked, long passage) {
    return ranked.stream().filter(r -> r.passageId() == passage).findFirst().orElseThrow().scores();
  }
}
