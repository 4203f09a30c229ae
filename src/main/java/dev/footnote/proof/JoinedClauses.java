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
    var parts = new ArrayList<String>();
    for (String part : JOINT.split(sentence)) {
      int from = 0;
      Matcher word = WORD.matcher(part);
      while (word.find()) {
        if (relation.contains(word.group().toLowerCase(Locale.ROOT)) && word.start() > 0) {
          parts.add(part.substring(from, word.start()).strip());
          from = word.start();
        }
      }
      parts.add(part.substring(from).strip());
    }
    return grouped(parts, relation);
  }

  /** Short parts go with the one before, or with the one after if they begin it. */
  private static List<String> grouped(List<String> parts, Set<String> relation) {
    var clauses = new ArrayList<String>();
    String begun = "";
    for (String part : parts) {
      String whole = begun.isEmpty() ? part : begun + " " + part;
      begun = "";
      if (isShort(whole) && (clauses.isEmpty() || startsWith(relation, whole))) {
        begun = whole;
      } else if (isShort(whole)) {
        clauses.add(clauses.removeLast() + " " + whole);
      } else {
        clauses.add(whole);
      }
    }
    if (!begun.isEmpty()) {
      clauses.add(clauses.isEmpty() ? begun : clauses.removeLast() + " " + begun);
    }
    return clauses;
  }

  private static boolean startsWith(Set<String> words, String clause) {
    Matcher word = WORD.matcher(clause);
    return word.find() && words.contains(word.group().toLowerCase(Locale.ROOT));
  }

  /** Whether a clause has no subject of its own and goes on with that of the one before. */
  static boolean continues(String clause, Language language) {
    Lexicon lexicon = Lexicon.of(language);
    return !clause.isEmpty()
        && !Character.isUpperCase(clause.codePointAt(0))
        && !startsWith(lexicon.determiners(), clause)
        && !startsWith(lexicon.pronouns(), clause)
        && !startsWith(lexicon.relation(), clause);
  }

  private static boolean isShort(String clause) {
    return WORD.matcher(clause).results().count() < WORDS_MIN;
  }

  /** Whether a clause begins by saying how it hangs together with the one before. */
  static boolean relates(List<String> clauses, Language language) {
    Set<String> relation = Lexicon.of(language).relation();
    return clauses.stream().skip(1).anyMatch(clause -> startsWith(relation, clause));
  }
}
