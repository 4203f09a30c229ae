package dev.footnote.search;

import dev.footnote.search.CandidateRepository.Probe;
import dev.footnote.search.ScoreFusion.Ranked;
import java.util.List;

/**
 * A search on its snapshot, with what it left out.
 *
 * @param limit how many candidates each leg may bring
 * @param candidates what the legs brought
 * @param ranked all candidates, best first
 */
record Searched(
    SearchQuery query,
    Found found,
    Probe probe,
    int limit,
    List<Candidate> candidates,
    List<Ranked> ranked) {}
