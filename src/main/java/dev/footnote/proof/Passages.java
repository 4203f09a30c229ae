package dev.footnote.proof;

import dev.footnote.evidence.Evidence;
import dev.footnote.evidence.Quote;
import dev.footnote.evidence.TextSpan;
import dev.footnote.evidence.Unit;
import dev.footnote.text.Language;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;

/** One piece of evidence, read unit by unit, and the stretches of it that may be quoted. */
final class Passages {
  /** Sentences that a statement may draw on at once. */
  private static final int SENTENCES_MAX = 3;

  /** List items and rows are short, and a statement may sum up many of them. */
  private static final int ITEMS_MAX = 12;

  private static final Pattern CLAIM =
      Pattern.compile("(?iU)\\b(?:is|are|has|have|must|will|ist|sind|hat|est|sont|è)\\b");

  private final Evidence evidence;
  private final Language language;
  private final List<Unit> units;
  private final List<Reading> readings = new ArrayList<>();
  private final List<Passage> all = new ArrayList<>();

  /** Units that order their reader to say something; what such an order announces is part of it. */
  private final BitSet orders = new BitSet();

  Passages(Evidence evidence, Language language, List<Unit> units, Reading.Reader reader) {
    this.evidence = evidence;
    this.language = language;
    this.units = units;
    units.forEach(unit -> readings.add(reader.read(unit.text())));
    for (int i = 0; i < units.size(); i++) {
      orders.set(i, Orders.in(units.get(i).text()) || isAnnounced(i));
    }
    List<Reading> title = context(reader.read(evidence.title() + "\n" + evidence.uri()));
    // Units under one heading follow each other, so it is read once.
    List<String> path = List.of();
    List<Reading> headings = List.of();
    for (int from = 0; from < units.size(); from++) {
      if (from == 0 || !units.get(from).headingPath().equals(path)) {
        path = units.get(from).headingPath();
        headings = context(reader.read(String.join("\n", path)));
      }
      for (int to = from + 1; to <= Math.min(units.size(), from + most(from)); to++) {
        all.add(passage(from, to, headings, title));
      }
    }
  }

  private boolean isAnnounced(int unit) {
    if (unit == 0 || !orders.get(unit - 1)) {
      return false;
    }
    Unit.Kind kind = units.get(unit).kind();
    Unit before = units.get(unit - 1);
    return before.text().endsWith(":")
        || (kind != Unit.Kind.SENTENCE && kind != Unit.Kind.HEADING && before.kind() == kind);
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

  private Passage passage(int from, int to, List<Reading> headings, List<Reading> title) {
    List<Reading> around = new ArrayList<>(headings);
    around.addAll(title);
    for (int i = Math.max(0, from - 2); i < Math.min(units.size(), to + 1); i++) {
      if ((i < from || i >= to) && !orders.get(i)) {
        around.add(readings.get(i));
      }
    }
    return new Passage(this, from, to, readings.subList(from, to), around);
  }

  boolean order(int from, int to) {
    int next = orders.nextSetBit(from);
    return next >= 0 && next < to;
  }

  /** Names of documents and sections say what a text is about; one that makes a claim does not. */
  private static List<Reading> context(Reading name) {
    boolean names = !Orders.in(name.text()) && !CLAIM.matcher(name.text()).find();
    return names ? List.of(name) : List.of();
  }

  Quote quote(int from, int to) {
    var span = new TextSpan(units.get(from).span().start(), units.get(to - 1).span().end());
    return new Quote(evidence, span, span.shift(-evidence.span().start()).in(evidence.text()));
  }
}
