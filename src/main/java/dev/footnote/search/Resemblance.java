package dev.footnote.search;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What two texts have in common: their pairs of neighbouring words, as Broder, "On the Resemblance
 * and Containment of Documents" (1997) has it. Case and punctuation don't count.
 */
final class Resemblance {
  private final Set<List<String>> pairs = new HashSet<>();

  Resemblance(String text) {
    String[] words =
        Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
            .filter(word -> !word.isEmpty())
            .toArray(String[]::new);
    for (int i = 1; i < words.length; i++) {
      pairs.add(List.of(words[i - 1], words[i]));
    }
  }

  /** The share, 0 to 1, of all pairs of words that stand in both; 0 if neither has one. */
  double to(Resemblance other) {
    long both = pairs.stream().filter(other.pairs::contains).count();
    long all = pairs.size() + other.pairs.size() - both;
    return all == 0 ? 0 : (double) both / all;
  }
}
