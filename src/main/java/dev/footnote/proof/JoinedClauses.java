package dev.footnote.proof;

import dev.footnote.text.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The main clauses that a sentence joins. */
final class JoinedClauses {
  private static final Pattern JOINT =
      Pattern.compile(
          "(?iu)[;:]\\s+|,?\\s+(?:and|but|while|whereas|und|aber|während|sowie|et|mais|y|pero)\\s+|,\\s+(?=\\S)");
  private static final Pattern WORD = Pattern.compile("[\\p{L}]+");

  /** A shorter one is part of the one before. */
  private static final int WORDS_MIN = 4;

  private JoinedClauses() {}

  static List<String> of(String sentence, Language language) {
    Set<String> relation = Lexicon.of(language).relation();
    var clauses = new ArrayList<String>();
    for (String part : JOINT.split(sentence)) {
      int from = 0;
      Matcher word = WORD.matcher(part);
      while (word.find()) {
        if (relation.contains(word.group().toLowerCase(Locale.ROOT)) && word.start() > 0) {
          add(clauses, part.substring(from, word.start()).strip());
          from = word.start();
        }
      }
      add(clauses, part.substring(from).strip());
    }
    if (clauses.size() > 1 && isShort(clauses.getFirst())) {
      String first = clauses.removeFirst();
      clauses.addFirst(first + " " + clauses.removeFirst());
    }
    return clauses;
  }

  private static void add(List<String> clauses, String part) {
    if (clauses.isEmpty() || !isShort(part)) {
      clauses.add(part);
    } else {
      clauses.add(clauses.removeLast() + " " + part);
    }
  }

  private static boolean isShort(String clause) {
    return WORD.matcher(clause).results().count() < WORDS_MIN;
  }

  /** Whether a clause begins by saying how it hangs together with the one before. */
  static boolean relates(List<String> clauses, Language language) {
    Set<String> relation = Lexicon.of(language).relation();
    return clauses.stream()
        .skip(1)
        .map(WORD::matcher)
        .anyMatch(word -> word.find() && relation.contains(word.group().toLowerCase(Locale.ROOT)));
  }
}
