package dev.footnote.proof;

import dev.footnote.text.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The main clauses that a sentence joins. */
final class JoinedClauses {
  private static final Pattern JOINT =
      Pattern.compile("(?iu)[;:]\\s+|,?\\s+(?:and|but|while|whereas|und|aber|während|sowie|et|mais|y|pero)\\s+|,\\s+(?=\\S)");
  private static final Pattern WORD = Pattern.compile("[\\p{L}]+");

  /** A shorter one is part of the one before. */
  private static final int WORDS_MIN = 4;

  private JoinedClauses() {}

  static List<String> of(String sentence) {
    var clauses = new ArrayList<String>();
    for (String part : JOINT.split(sentence)) {
      boolean alone = WORD.matcher(part).results().count() >= WORDS_MIN;
      if (alone || clauses.isEmpty()) {
        clauses.add(part);
      } else {
        clauses.add(clauses.removeLast() + " " + part);
      }
    }
    if (clauses.size() > 1 && WORD.matcher(clauses.getFirst()).results().count() < WORDS_MIN) {
      String first = clauses.removeFirst();
      clauses.addFirst(first + " " + clauses.removeFirst());
    }
    return clauses;
  }

  /** Whether the sentence says how its clauses hang together, beyond that both are so. */
  static boolean relates(String sentence, Language language) {
    Set<String> words = Lexicon.of(language).relation();
    return WORD.matcher(sentence.toLowerCase(Locale.ROOT)).results().anyMatch(m -> words.contains(m.group()));
  }
}
