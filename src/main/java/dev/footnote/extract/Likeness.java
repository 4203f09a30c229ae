package dev.footnote.extract;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * How alike words are that share no stem: by the letters they share, three at a time, of the
 * shorter one. It knows "approve" in "approval" and "Spieler" in "Verteidigungsspieler", in any
 * language. Remembers what it saw of the words of one question's evidence.
 */
final class Likeness {
  private static final int LETTERS_MIN = 4;

  /** Less than this is chance. */
  private static final double MIN = 0.34;

  private final Map<String, long[]> trigrams = new HashMap<>();

  /** The likeness, 0 to 1, of that of these terms that is most alike. */
  double best(AskedWord word, Set<String> terms) {
    double best = 0;
    for (String form : word.forms()) {
      if (form.length() >= LETTERS_MIN) {
        long[] own = trigrams(form);
        for (String term : terms) {
          if (term.length() >= LETTERS_MIN) {
            best = Math.max(best, shared(own, trigrams(term)));
          }
        }
      }
    }
    return best < MIN ? 0 : best;
  }

  private static double shared(long[] a, long[] b) {
    int i = 0;
    int j = 0;
    int both = 0;
    while (i < a.length && j < b.length) {
      if (a[i] == b[j]) {
        both++;
        i++;
        j++;
      } else if (a[i] < b[j]) {
        i++;
      } else {
        j++;
      }
    }
    return (double) both / Math.min(a.length, b.length);
  }

  private long[] trigrams(String term) {
    return trigrams.computeIfAbsent(
        term,
        word -> {
          String padded = " " + word + " ";
          long[] found = new long[padded.length() - 2];
          for (int i = 0; i < found.length; i++) {
            found[i] =
                (long) padded.charAt(i) << 32
                    | (long) padded.charAt(i + 1) << 16
                    | padded.charAt(i + 2);
          }
          return Arrays.stream(found).sorted().distinct().toArray();
        });
  }
}
