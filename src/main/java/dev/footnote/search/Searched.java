package dev.footnote.search;

import dev.footnote.search.CandidateRepository.Probe;
import dev.footnote.search.ScoreFusion.Ranked;
import java.util.List;

/**
 * A search on its snapshot, with what it left out.
 *
 * @param candidates what the legs brought
 * @param ranked all candidates, best first
 */
record Searched(
    SearchQuery query, Aim aim, Found found, List<Candidate> candidates, List<Ranked> ranked) {

  /**
   * What is looked for, and where.
   *
   * @param limit how many candidates each leg may bring
   * @param denseWeight the dense score's share in fusion
   */
  record Aim(Snapshot snapshot, Probe probe, int limit, double denseWeight) {}
}
