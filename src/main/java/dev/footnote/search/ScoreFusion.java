package dev.footnote.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes one ranking of two: each kind of score is stretched to 0 to 1 over all candidates, and the
 * weighted mean of both is the rank. What words of the question stand in a document's name counts
 * with its passages' words. Both scores of each candidate are exact, whichever leg brought it, so
 * that none is punished for having been found by one leg only. Convex combinations of scores beat
 * reciprocal ranks, here (docs/benchmarks.md) as in Bruch, Gai and Ingber, "An Analysis of Fusion
 * Functions for Hybrid Retrieval" (2023).
 */
final class ScoreFusion {
  /** The dense score's share for a question in a language that the embedding model reads. */
  private static final double DENSE_WEIGHT = 0.5;

  /** Its share where the model does not know the language: it then guesses by names and numbers. */
  private static final double DENSE_WEIGHT_FOREIGN = 0.35;

  private ScoreFusion() {}

  /**
   * The dense score's share.
   *
   * @param known whether the embedding model reads the question's language
   */
  static double denseWeight(boolean known) {
    return known ? DENSE_WEIGHT : DENSE_WEIGHT_FOREIGN;
  }

  /** A passage with its place in the ranking. */
  record Ranked(long passageId, Hit.Scores scores) {}

  /**
   * All candidates, best first. Of equals that which means the most comes first, which an index
   * made anew would say as well; of equals in that too, the older passage.
   *
   * @param denseWeight the dense score's share, 0 to 1
   */
  static List<Ranked> fuse(List<Candidate> candidates, double denseWeight) {
    Map<Long, Integer> denseRanks =
        ranks(candidates.stream().filter(Candidate::byDense).toList(), Candidate::dense);
    Map<Long, Integer> lexicalRanks =
        ranks(candidates.stream().filter(Candidate::byLexical).toList(), Candidate::lexical);
    Scale dense = Scale.of(candidates, Candidate::dense);
    Scale lexical = Scale.of(candidates, Candidate::lexicalWithName);
    List<Ranked> ranked = new ArrayList<>(candidates.size());
    for (Candidate candidate : candidates) {
      double fused =
          denseWeight * dense.stretch(candidate.dense())
              + (1 - denseWeight) * lexical.stretch(candidate.lexicalWithName());
      @Nullable Integer denseRank = denseRanks.get(candidate.passageId());
      @Nullable Integer lexicalRank = lexicalRanks.get(candidate.passageId());
      ranked.add(
          new Ranked(
              candidate.passageId(),
              new Hit.Scores(
                  candidate.dense(),
                  denseRank,
                  candidate.lexical(),
                  lexicalRank,
                  candidate.name(),
                  fused)));
    }
    ranked.sort(
        Comparator.comparingDouble((Ranked r) -> -r.scores().fused())
            .thenComparingDouble(r -> -r.scores().dense())
            .thenComparingLong(Ranked::passageId));
    return List.copyOf(ranked);
  }

  private static Map<Long, Integer> ranks(
      List<Candidate> candidates, ToDoubleFunction<Candidate> score) {
    Map<Long, Integer> ranks = new HashMap<>();
    candidates.stream()
        .sorted(
            Comparator.comparingDouble((Candidate c) -> -score.applyAsDouble(c))
                .thenComparingLong(Candidate::passageId))
        .forEach(candidate -> ranks.put(candidate.passageId(), ranks.size() + 1));
    return ranks;
  }

  private record Scale(double least, double most) {
    static Scale of(List<Candidate> candidates, ToDoubleFunction<Candidate> score) {
      DoubleSummaryStatistics all = candidates.stream().mapToDouble(score).summaryStatistics();
      return new Scale(all.getMin(), all.getMax());
    }

    /** 0 to 1; 0 where all scores are equal, since they then say nothing. */
    double stretch(double score) {
      return most > least ? (score - least) / (most - least) : 0;
    }
  }
}
