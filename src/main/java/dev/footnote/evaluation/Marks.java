package dev.footnote.evaluation;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which sources of an answer somebody marks as right.
 *
 * @param citations their numbers; null for all
 * @param evidence ranks of passages that the answerer saw and that answer the question, whether it
 *     cited them or not
 */
public record Marks(@Nullable Set<Integer> citations, Set<Integer> evidence) {
  /** Everything that the answer cites. */
  public static final Marks ALL_CITED = new Marks(null, Set.of());

  public Marks {
    citations = citations == null ? null : Set.copyOf(citations);
    evidence = Set.copyOf(evidence);
  }

  boolean cites(int n) {
    return citations == null || citations.contains(n);
  }
}
