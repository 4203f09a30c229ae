package dev.footnote.history;

import org.jspecify.annotations.Nullable;

/**
 * Finds stretches of one version again in another one of the same document. The two are compared
 * once, and only when a stretch needs it. For use by one thread.
 */
public final class Anchors {
  /** How long what stands in a stretch's place may be, beyond four times the stretch itself. */
  static final int REPLACEMENT_CHARS_MAX = 1_000;

  private final String from;
  private final String to;
  private @Nullable Deltas deltas;

  /**
   * @param from the text whose stretches are looked for
   * @param to the text in which they are
   */
  public Anchors(String from, String to) {
    this.from = from;
    this.to = to;
  }

  /**
   * Where the stretch stands.
   *
   * @param start half-open span in the first text
   * @param samePath whether both texts lie under the same path; a stretch under another has moved
   */
  public Standing find(int start, int end, boolean samePath) {
    if (start < 0 || end <= start || end > from.length()) {
      return new Standing.Superseded(0, 0);
    }
    var passage = new Passage(from, start, end);
    if (passage.standsAt(to, start)) {
      return samePath ? new Standing.Current() : new Standing.Moved(start, end);
    }
    int first = passage.next(to, 0);
    if (first < 0) {
      return replacement(start, end);
    }
    int place = first;
    if (passage.next(to, first + 1) >= 0) {
      int wanted = mapped(start, true);
      for (int at = first; at >= 0; at = passage.next(to, at + 1)) {
        if (Math.abs(at - wanted) < Math.abs(place - wanted)) {
          place = at;
        }
      }
    }
    return new Standing.Moved(place, place + end - start);
  }

  /** What stands between what stood before the stretch and what stood after it. */
  private Standing.Superseded replacement(int start, int end) {
    int first = mapped(start, true);
    int last = Math.min(mapped(end, false), first + 4 * (end - start) + REPLACEMENT_CHARS_MAX);
    while (first < last && Character.isWhitespace(to.charAt(first))) {
      first++;
    }
    while (first < last && Character.isWhitespace(to.charAt(last - 1))) {
      last--;
    }
    return new Standing.Superseded(first, Math.max(first, last));
  }

  /**
   * A position of the first text in the second. One inside of a difference goes to its start or its
   * end.
   *
   * @param opens whether a stretch begins there, or ends
   */
  private int mapped(int position, boolean opens) {
    if (deltas == null) {
      deltas = Deltas.between(from, to);
    }
    int shift = 0;
    for (Delta delta : deltas.deltas()) {
      boolean after = opens ? position >= delta.fromEnd() : position > delta.fromEnd();
      boolean inside =
          opens ? position >= delta.fromStart() && !after : position > delta.fromStart() && !after;
      if (inside) {
        return opens ? delta.toStart() : delta.toEnd();
      }
      if (!after) {
        break;
      }
      shift = delta.toEnd() - delta.fromEnd();
    }
    return position + shift;
  }
}
