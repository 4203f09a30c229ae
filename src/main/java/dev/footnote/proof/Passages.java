package dev.footnote.proof;

import dev.footnote.evidence.Evidence;
import dev.footnote.evidence.Quote;
import dev.footnote.evidence.TextSpan;
import dev.footnote.evidence.Unit;
import dev.footnote.text.Language;
import java.util.ArrayList;
import java.util.List;

/** One piece of evidence, read unit by unit, and the stretches of it that may be quoted. */
final class Passages {
  /** Sentences that a statement may draw on at once. */
  private static final int SENTENCES_MAX = 3;

  /** List items and rows are short, and a statement may sum up many of them. */
  private static final int ITEMS_MAX = 12;

  private final Evidence evidence;
  private final Language language;
  private final List<Unit> units;
  private final List<Reading> readings = new ArrayList<>();
  private final List<Passage> all = new ArrayList<>();

  Passages(Evidence evidence, Language language, List<Unit> units, Reading.Reader reader) {
    this.evidence = evidence;
    this.language = language;
    this.units = units;
    units.forEach(unit -> readings.add(reader.read(unit.text())));
    Reading title = reader.read(evidence.title() + "\n" + evidence.uri());
    for (int from = 0; from < units.size(); from++) {
      Reading headings = reader.read(String.join("\n", units.get(from).headingPath()));
      for (int to = from + 1; to <= Math.min(units.size(), from + most(from)); to++) {
        all.add(passage(from, to, headings, title));
      }
    }
  }

  private int most(int from) {
    int next = Math.min(from + 1, units.size() - 1);
    boolean items =
        units.get(next).kind() == Unit.Kind.LIST_ITEM || units.get(next).kind() == Unit.Kind.ROW;
    return items ? ITEMS_MAX : SENTENCES_MAX;
  }

  Evidence evidence() {
    return evidence;
  }

  Language language() {
    return language;
  }

  List<Passage> all() {
    return all;
  }

  private Passage passage(int from, int to, Reading headings, Reading title) {
    List<Reading> around = new ArrayList<>();
    around.add(headings);
    around.add(title);
    around.addAll(readings.subList(Math.max(0, from - 2), from));
    around.addAll(readings.subList(to, Math.min(units.size(), to + 1)));
    return new Passage(this, from, to, readings.subList(from, to), around);
  }

  Quote quote(int from, int to) {
    var span = new TextSpan(units.get(from).span().start(), units.get(to - 1).span().end());
    return new Quote(evidence, span, span.shift(-evidence.span().start()).in(evidence.text()));
  }
}
