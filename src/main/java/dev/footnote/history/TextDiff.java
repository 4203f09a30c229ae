package dev.footnote.history;

import java.util.ArrayList;
import java.util.List;

/**
 * How one text became another, word by word: stretches in order that together are both texts.
 *
 * @param coarse whether a part was so different that it is given as one stretch deleted and one
 *     inserted, or by lines instead of words
 */
public record TextDiff(List<Stretch> stretches, boolean coarse) {
  public TextDiff {
    stretches = List.copyOf(stretches);
  }

  /** What happened to a stretch. */
  public enum Kind {
    /** Both texts have it. */
    EQUAL,
    /** The first text alone has it. */
    DELETED,
    /** The second text alone has it. */
    INSERTED
  }

  /**
   * A stretch, with its half-open span in the first text and in the second, in UTF-16 code units;
   * the span is empty in the text that does not have it.
   */
  public record Stretch(Kind kind, int fromStart, int fromEnd, int toStart, int toEnd) {}

  /** The difference of two texts. */
  public static TextDiff of(String from, String to) {
    Deltas deltas = Deltas.between(from, to);
    var stretches = new ArrayList<Stretch>();
    int fromDone = 0;
    int toDone = 0;
    for (Delta delta : deltas.deltas()) {
      equal(stretches, fromDone, delta.fromStart(), toDone, delta.toStart());
      if (delta.fromEnd() > delta.fromStart()) {
        stretches.add(
            new Stretch(
                Kind.DELETED,
                delta.fromStart(),
                delta.fromEnd(),
                delta.toStart(),
                delta.toStart()));
      }
      if (delta.toEnd() > delta.toStart()) {
        stretches.add(
            new Stretch(
                Kind.INSERTED, delta.fromEnd(), delta.fromEnd(), delta.toStart(), delta.toEnd()));
      }
      fromDone = delta.fromEnd();
      toDone = delta.toEnd();
    }
    equal(stretches, fromDone, from.length(), toDone, to.length());
    return new TextDiff(stretches, deltas.coarse());
  }

  private static void equal(
      List<Stretch> stretches, int fromStart, int fromEnd, int toStart, int toEnd) {
    if (fromEnd > fromStart) {
      stretches.add(new Stretch(Kind.EQUAL, fromStart, fromEnd, toStart, toEnd));
    }
  }
}
