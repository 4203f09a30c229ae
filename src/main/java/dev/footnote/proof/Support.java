package dev.footnote.proof;

import dev.footnote.evidence.ContentWords;
import dev.footnote.evidence.Evidence;
import dev.footnote.evidence.Quote;
import dev.footnote.evidence.TextSpan;
import dev.footnote.evidence.Unit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the passage of cited evidence that a statement retells. It can tell that a passage speaks
 * of the same things with the same numbers and dates; it can't tell whether a "not" was lost.
 */
public final class Support {
  /** The share of a statement's words that its passage, with headings, must hold. */
  private static final double ENOUGH = 0.34;

  /** A longer quote must hold this much more to be preferred to a shorter one. */
  private static final double PER_UNIT = 0.06;

  private static final int UNITS_MAX = 3;

  private Support() {}

  /**
   * The passage of one piece of evidence that holds most of the statement, if it holds enough.
   *
   * @param units the evidence's units in the order of the text
   */
  public static Optional<Found> find(String statement, Evidence evidence, List<Unit> units) {
    Set<String> wanted = ContentWords.terms(statement);
    Found best = null;
    for (int from = 0; from < units.size(); from++) {
      for (int to = from + 1; to <= Math.min(units.size(), from + UNITS_MAX); to++) {
        double share = share(wanted, units.subList(from, to), evidence);
        double value = share - PER_UNIT * (to - from);
        if (share >= ENOUGH && (best == null || value > best.value())) {
          best = new Found(quote(evidence, units, from, to), around(units, from, to), share, value);
        }
      }
    }
    return Optional.ofNullable(best);
  }

  /**
   * A passage.
   *
   * @param surroundings its text with its neighbours', where a number or date may stand as well
   * @param share of the statement's words that it holds
   * @param value how well it fits, comparable for one statement only
   */
  public record Found(Quote quote, String surroundings, double share, double value) {}

  private static double share(Set<String> wanted, List<Unit> units, Evidence evidence) {
    var held = new HashSet<String>();
    units.forEach(unit -> held.addAll(unit.terms()));
    var above = new HashSet<>(ContentWords.terms(evidence.title()));
    above.addAll(ContentWords.terms(String.join(" ", units.getFirst().headingPath())));
    double share = 0;
    for (String term : wanted) {
      share += held.contains(term) ? 1 : above.contains(term) ? 0.5 : 0;
    }
    return wanted.isEmpty() ? 0 : share / wanted.size();
  }

  private static Quote quote(Evidence evidence, List<Unit> units, int from, int to) {
    var span = new TextSpan(units.get(from).span().start(), units.get(to - 1).span().end());
    return new Quote(evidence, span, span.shift(-evidence.span().start()).in(evidence.text()));
  }

  private static String around(List<Unit> units, int from, int to) {
    var texts = new ArrayList<>(units.get(from).headingPath());
    units
        .subList(Math.max(0, from - 1), Math.min(units.size(), to + 1))
        .forEach(unit -> texts.add(unit.text()));
    return String.join("\n", texts);
  }
}
