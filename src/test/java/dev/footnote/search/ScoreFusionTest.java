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
        fuse(
            List.of(
                candidate(1, 0.9, true, 0.0, false),
                candidate(2, 0.85, true, 9.0, true),
                candidate(3, 0.5, false, 10.0, true)));

    assertThat(ranked).extracting(Ranked::passageId).startsWith(2L);
  }

  @Test
  void ranksCountWithinTheLegThatBroughtAPassage() {
    List<Ranked> ranked =
        fuse(
            List.of(
                candidate(1, 0.9, true, 0.1, false),
                candidate(2, 0.8, true, 9.0, true),
                candidate(3, 0.95, false, 10.0, true)));

    assertThat(scores(ranked, 1).denseRank()).isEqualTo(1);
    assertThat(scores(ranked, 1).lexicalRank()).isNull();
    assertThat(scores(ranked, 2).denseRank()).isEqualTo(2);
    assertThat(scores(ranked, 2).lexicalRank()).isEqualTo(2);
    assertThat(scores(ranked, 3).denseRank()).isNull();
    assertThat(scores(ranked, 3).lexicalRank()).isEqualTo(1);
  }

  @Test
  void ofEqualsThatWhichMeansMoreComesFirstWhateverItsNumber() {
    assertThat(fuse(List.of(candidate(1, 0.4, true, 3, true), candidate(2, 0.8, true, 1, true))))
        .extracting(Ranked::passageId)
        .containsExactly(2L, 1L);
  }

  @Test
  void withoutAnyLexicalScoreTheDenseOrderStands() {
    List<Ranked> ranked =
        fuse(
            List.of(
                candidate(1, 0.3, true, 0, false),
                candidate(2, 0.7, true, 0, false),
                candidate(3, 0.5, true, 0, false)));

    assertThat(ranked).extracting(Ranked::passageId).containsExactly(2L, 3L, 1L);
  }

  @Test
  void wordsInADocumentsNameLiftItsPassages() {
    List<Candidate> equals =
        List.of(candidate(1, 0.6, true, 4, true), candidate(2, 0.6, true, 4, true).named(1.5));

    List<Ranked> ranked = fuse(equals);

    assertThat(ranked).extracting(Ranked::passageId).containsExactly(2L, 1L);
    assertThat(scores(ranked, 2).lexical()).isEqualTo(4);
    assertThat(scores(ranked, 2).name()).isEqualTo(1.5);
  }

  @Test
  void wordsCountMoreWhereTheModelDoesNotReadTheLanguage() {
    List<Candidate> candidates =
        List.of(
            candidate(1, 0.9, true, 1, true),
            candidate(2, 0.6, true, 8, true),
            candidate(3, 0.5, true, 0, false),
            candidate(4, 0.8, true, 9, true));

    double less = scores(ScoreFusion.fuse(candidates, ScoreFusion.denseWeight(false)), 1).fused();

    assertThat(less).isLessThan(scores(fuse(candidates), 1).fused());
  }

  @Test
  void nothingAndOneCandidateAreRankedToo() {
    assertThat(fuse(List.of())).isEmpty();
    assertThat(fuse(List.of(candidate(1, 0.3, true, 0, false)))).hasSize(1);
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
            candidate(
                id, random.nextInt(10) / 10.0, random.nextBoolean(), random.nextInt(5), true));
      }
      List<Ranked> ranked = fuse(candidates);
      Collections.shuffle(candidates, random);

      assertThat(fuse(candidates)).isEqualTo(ranked);
    }
  }

  private static Candidate candidate(
      long id, double dense, boolean byDense, double lexical, boolean byLexical) {
    return new Candidate(id, dense, byDense, lexical, byLexical, id + ".md", 0);
  }

  private static List<Ranked> fuse(List<Candidate> candidates) {
    return ScoreFusion.fuse(candidates, ScoreFusion.denseWeight(true));
  }

  private static Hit.Scores scores(List<Ranked> ranked, long passage) {
    return ranked.stream().filter(r -> r.passageId() == passage).findFirst().orElseThrow().scores();
  }
}
