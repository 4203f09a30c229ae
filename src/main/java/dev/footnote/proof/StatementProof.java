package dev.footnote.proof;

import dev.footnote.evidence.Evidence;
import dev.footnote.evidence.Quote;
import dev.footnote.evidence.StoredVersion;
import dev.footnote.evidence.Unit;
import dev.footnote.evidence.UnitSplitter;
import dev.footnote.evidence.VersionKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Judges what a language model says against the evidence it was given; cuts that once. */
public final class StatementProof {
  private final Map<Integer, Cited> evidence = new LinkedHashMap<>();

  private record Cited(Evidence evidence, List<Unit> units) {}

  /**
   * @param versions the versions that the evidence stands in; evidence without its version proves
   *     nothing
   */
  public StatementProof(List<Evidence> evidence, Map<VersionKey, StoredVersion> versions) {
    var splitter = new UnitSplitter();
    for (Evidence piece : evidence) {
      StoredVersion version = versions.get(new VersionKey(piece.documentId(), piece.version()));
      if (version != null) {
        this.evidence.put(piece.rank(), new Cited(piece, splitter.split(piece, version)));
      }
    }
  }

  public Verdict judge(ModelReply.Said said) {
    var found = new ArrayList<Support.Found>();
    int existing = 0;
    for (int marker : said.markers()) {
      Cited cited = evidence.get(marker);
      if (cited != null) {
        existing++;
        Support.find(said.text(), cited.evidence(), cited.units()).ifPresent(found::add);
      }
    }
    List<Quote> quotes = found.stream().map(Support.Found::quote).toList();
    double support = found.stream().mapToDouble(Support.Found::share).max().orElse(0);
    if (found.isEmpty()) {
      String reason =
          said.markers().isEmpty()
              ? Verdict.Reason.NO_MARKER
              : existing == 0 ? Verdict.Reason.NO_SUCH_EVIDENCE : Verdict.Reason.NOT_SAID;
      return new Verdict.Unsupported(reason, support, List.of());
    }
    return holdFacts(said.text(), found)
        ? new Verdict.Supported(quotes, support, false)
        : new Verdict.Unsupported(Verdict.Reason.OTHER_FACTS, support, quotes);
  }

  private static boolean holdFacts(String statement, List<Support.Found> found) {
    Set<String> held = new HashSet<>();
    found.forEach(passage -> held.addAll(HardFacts.in(passage.surroundings())));
    return held.containsAll(HardFacts.claimed(statement));
  }
}
