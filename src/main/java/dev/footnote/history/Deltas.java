package dev.footnote.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where two texts differ: lines first, then words inside of changed lines.
 *
 * @param deltas in order, none touching another
 * @param coarse whether a limit made a difference larger than it had to be
 */
record Deltas(List<Delta> deltas, boolean coarse) {
  /** Differences that are told by words; a text with more is told by lines. */
  static final int DELTAS_MAX = 2_000;

  Deltas {
    deltas = List.copyOf(deltas);
  }

  static Deltas between(String from, String to) {
    if (from.equals(to)) {
      return new Deltas(List.of(), false);
    }
    int before = startOfLine(from, commonPrefix(from, to));
    int after = Math.min(commonSuffix(from, to), Math.min(from.length(), to.length()) - before);
    after = wholeLines(from, to, after);
    String fromMiddle = from.substring(before, from.length() - after);
    String toMiddle = to.substring(before, to.length() - after);
    Optional<List<Delta>> lines =
        CompareTokens.compare(Tokens.lines(fromMiddle), Tokens.lines(toMiddle));
    if (lines.isEmpty()) {
      Delta all = new Delta(0, fromMiddle.length(), 0, toMiddle.length());
      return new Deltas(List.of(all.shifted(before, before)), true);
    }
    Deltas words = byWords(fromMiddle, toMiddle, lines.get());
    Deltas told = words.deltas.size() > DELTAS_MAX ? new Deltas(lines.get(), true) : words;
    return new Deltas(
        told.deltas.stream().map(delta -> delta.shifted(before, before)).toList(), told.coarse);
  }

  private static Deltas byWords(String from, String to, List<Delta> lines) {
    var words = new ArrayList<Delta>();
    boolean coarse = false;
    for (Delta line : lines) {
      if (!line.replaces()) {
        words.add(line);
        continue;
      }
      String one = from.substring(line.fromStart(), line.fromEnd());
      String other = to.substring(line.toStart(), line.toEnd());
      Optional<List<Delta>> inside = CompareTokens.compare(Tokens.words(one), Tokens.words(other));
      if (inside.isEmpty()) {
        coarse = true;
        words.add(line);
      } else {
        joined(one, inside.get())
            .forEach(delta -> words.add(delta.shifted(line.fromStart(), line.toStart())));
      }
    }
    return new Deltas(words, coarse);
  }

  /** Makes one of differences that nothing but blanks and punctuation lies between. */
  private static List<Delta> joined(String from, List<Delta> deltas) {
    var joined = new ArrayList<Delta>();
    for (Delta delta : deltas) {
      Delta last = joined.isEmpty() ? null : joined.getLast();
      if (last != null
          && from.substring(last.fromEnd(), delta.fromStart())
              .codePoints()
              .noneMatch(Tokens::isWord)) {
        joined.set(
            joined.size() - 1,
            new Delta(last.fromStart(), delta.fromEnd(), last.toStart(), delta.toEnd()));
      } else {
        joined.add(delta);
      }
    }
    return joined;
  }

  private static int commonPrefix(String from, String to) {
    int length = Math.min(from.length(), to.length());
    int same = 0;
    while (same < length && from.charAt(same) == to.charAt(same)) {
      same++;
    }
    return same;
  }

  private static int commonSuffix(String from, String to) {
    int length = Math.min(from.length(), to.length());
    int same = 0;
    while (same < length
        && from.charAt(from.length() - 1 - same) == to.charAt(to.length() - 1 - same)) {
      same++;
    }
    return same;
  }

  private static int startOfLine(String text, int position) {
    return text.lastIndexOf('\n', position - 1) + 1;
  }

  /** As much of the common end as consists of whole lines in both texts. */
  private static int wholeLines(String from, String to, int suffix) {
    int start = from.length() - suffix;
    if (suffix == 0 || startsLine(from, start) && startsLine(to, to.length() - suffix)) {
      return suffix;
    }
    int next = from.indexOf('\n', start);
    return next < 0 ? 0 : from.length() - next - 1;
  }

  private static boolean startsLine(String text, int position) {
    return position == 0 || text.charAt(position - 1) == '\n';
  }
}
