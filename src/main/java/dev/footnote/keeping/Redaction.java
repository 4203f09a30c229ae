package dev.footnote.keeping;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Takes personal data out of the texts of one answer or opinion, and counts what it took. For one
 * thread.
 */
public final class Redaction {
  private final PersonalData data;
  private final Map<String, Set<String>> taken = new TreeMap<>();

  Redaction(PersonalData data) {
    this.data = data;
  }

  /** A stretch of the text before, and the mark that stands for it. */
  private record Edit(int start, int end, String mark) {}

  /** A text without personal data. */
  public static final class Redacted {
    private final String text;
    private final List<Edit> edits;

    private Redacted(String text, List<Edit> edits) {
      this.text = text;
      this.edits = edits;
    }

    /** What is left, with marks. */
    public String text() {
      return text;
    }

    /**
     * Where a place of the text before is now; a place inside of what went is its mark's beginning.
     *
     * @param place 0 to the length of the text before
     */
    public int start(int place) {
      return moved(place, false);
    }

    /** As {@link #start} for the end of a span: its mark's end. */
    public int end(int place) {
      return moved(place, true);
    }

    private int moved(int place, boolean toEnd) {
      int shift = 0;
      for (Edit edit : edits) {
        if (place <= edit.start()) {
          break;
        }
        if (place < edit.end()) {
          return edit.start() + shift + (toEnd ? edit.mark().length() : 0);
        }
        shift += edit.mark().length() - (edit.end() - edit.start());
      }
      return place + shift;
    }
  }

  /** The text with marks in place of all personal data. */
  public String text(String text) {
    return redact(text, value -> false).text();
  }

  /**
   * The text with marks in place of personal data.
   *
   * @param stays whether something may stay, since a document says it too
   */
  public Redacted redact(String text, Predicate<String> stays) {
    var left = new StringBuilder();
    var edits = new ArrayList<Edit>();
    int from = 0;
    for (PersonalData.Found found : data.in(text)) {
      String value = text.substring(found.start(), found.end());
      if (!stays.test(value)) {
        left.append(text, from, found.start()).append(found.kind().mark());
        from = found.end();
        edits.add(new Edit(found.start(), found.end(), found.kind().mark()));
        taken.computeIfAbsent(found.kind().code(), kind -> new HashSet<>()).add(value);
      }
    }
    return new Redacted(left.append(text, from, text.length()).toString(), List.copyOf(edits));
  }

  /** Whether a word is, or is part of, something that was taken. */
  public boolean tookWord(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return taken.values().stream()
        .flatMap(Set::stream)
        .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(lower));
  }

  /** How many different ones of each kind were taken, by its name; empty for none. */
  public Map<String, Integer> counts() {
    var counts = new TreeMap<String, Integer>();
    taken.forEach((kind, values) -> counts.put(kind, values.size()));
    return counts;
  }
}
