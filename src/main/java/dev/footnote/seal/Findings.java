package dev.footnote.seal;

import java.util.ArrayList;
import java.util.List;

/** What was found, up to a number; the rest is counted. Filled by several threads. */
final class Findings {
  private final int max;
  private final List<Finding> kept = new ArrayList<>();
  private long total;

  Findings(int max) {
    this.max = max;
  }

  synchronized void add(Finding finding) {
    total++;
    if (kept.size() < max) {
      kept.add(finding);
    }
  }

  /** In the chain's order; what belongs to no seal comes last. */
  synchronized List<Finding> kept() {
    return kept.stream()
        .sorted(
            java.util.Comparator.comparingLong(
                    (Finding finding) -> finding.seal() == null ? Long.MAX_VALUE : finding.seal())
                .thenComparingInt(finding -> finding.position() == null ? -1 : finding.position()))
        .toList();
  }

  synchronized long total() {
    return total;
  }
}
