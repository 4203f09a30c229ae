package dev.footnote.proof;

import dev.footnote.evidence.Quote;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Neighbouring units of one piece of evidence, with what stands around them. */
final class Passage {
  private final Passages of;
  private final int from;
  private final int to;
  private final List<Reading> units;
  private final Set<String> terms = new HashSet<>();
  private final Set<String> lower = new HashSet<>();
  private final Set<String> termsAround = new HashSet<>();
  private final Set<String> lowerAround = new HashSet<>();
  private final List<Fact> factsAround = new ArrayList<>();

  Passage(Passages of, int from, int to, List<Reading> units, List<Reading> around) {
    this.of = of;
    this.from = from;
    this.to = to;
    this.units = units;
    for (Reading unit : units) {
      terms.addAll(unit.terms());
      lower.addAll(unit.lower());
    }
    for (Reading near : around) {
      termsAround.addAll(near.terms());
      lowerAround.addAll(near.lower());
      factsAround.addAll(near.facts());
    }
  }

  Passages of() {
    return of;
  }

  int length() {
    return to - from;
  }

  List<Reading> units() {
    return units;
  }

  Quote quote() {
    return of.quote(from, to);
  }

  /** Whether it orders its reader to say something. */
  boolean orders() {
    return of.order(from, to);
  }

  boolean overlaps(Passage other) {
    return of == other.of && from < other.to && other.from < to;
  }

  boolean has(Token token) {
    return terms.contains(token.term()) || lower.contains(token.lower());
  }

  boolean hasWord(String word) {
    return lower.contains(word);
  }

  /** All words, as written, in lower case. */
  Set<String> words() {
    return lower;
  }

  boolean hasAround(Token token) {
    return termsAround.contains(token.term()) || lowerAround.contains(token.lower());
  }

  Set<String> terms() {
    return terms;
  }

  /** Whether a number or date stands around it. */
  boolean hasAround(Fact fact) {
    return factsAround.stream().anyMatch(near -> near.is(fact) && !HardFacts.isLoneOne(near));
  }
}
