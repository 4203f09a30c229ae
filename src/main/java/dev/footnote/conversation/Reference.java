package dev.footnote.conversation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A word of a question that refers to something the question does not name.
 *
 * @param index of the token
 * @param to the token after the phrase; more than one token only for "that permit"
 * @param noun of a demonstrative with a noun, in lower case; null for any other
 */
record Reference(Kind kind, int index, int to, @Nullable String noun) {

  /** What it may refer to. */
  enum Kind {
    THING,
    SEVERAL,
    PERSON,
    PLACE,
    /** "its", "their". */
    POSSESSIVE,
    /** "that permit". */
    NAMED,
    /** "dafür": a preposition and what it belongs to in one word. */
    ADVERB
  }

  /** The first reference from a token on; empty if the question names all that it is about. */
  static Optional<Reference> in(Words words, int from) {
    if (isExpletive(words, from)) {
      return Optional.empty();
    }
    List<NounPhrase> phrases = NounPhrases.in(words, from);
    for (int i = from; i < words.size(); i++) {
      Reference reference = at(words, i, from);
      if (reference != null && !isNamedBefore(words, phrases, reference)) {
        return Optional.of(reference);
      }
    }
    return Optional.empty();
  }

  private static boolean isExpletive(Words words, int from) {
    String expletive = words.grammar().text("expletive");
    String text = words.text(from, words.size()).toLowerCase(Locale.ROOT).replace('’', '\'');
    return !expletive.isEmpty()
        && Pattern.compile("(?<![\\p{L}\\p{N}])(?:" + expletive + ")(?![\\p{L}\\p{N}])")
            .matcher(text)
            .find();
  }

  private static @Nullable Reference at(Words words, int i, int from) {
    if (words.key(i + 1).equals(",")) {
      return null; // "dafür, dass", "es, wenn": what it means is about to be said.
    }
    if (words.is(i, WordClass.POSSESSIVE) && words.isContent(i + 1)) {
      return new Reference(Kind.POSSESSIVE, i, i + 1, null);
    }
    if (words.is(i, WordClass.DEMONSTRATIVE)) {
      Reference pronoun = romanceClitic(words, i);
      return pronoun != null ? pronoun : demonstrative(words, i, from);
    }
    if (words.is(i, WordClass.THEY)) {
      return new Reference(Kind.SEVERAL, i, i + 1, null);
    }
    if (words.is(i, WordClass.IT)) {
      boolean article = words.grammar().code().equals("nl") && words.isContent(i + 1);
      boolean clitic = words.grammar().isRomance() && words.key(i).equals("lo");
      return article || (clitic && !isClitic(words, i))
          ? null
          : new Reference(Kind.THING, i, i + 1, null);
    }
    if (words.is(i, WordClass.PERSON)) {
      return new Reference(Kind.PERSON, i, i + 1, null);
    }
    if (words.is(i, WordClass.PLACE)) {
      boolean existing = words.is(i - 1, WordClass.BE) || words.is(i + 1, WordClass.AUXILIARY);
      return existing && words.grammar().code().equals("en")
          ? null
          : new Reference(Kind.PLACE, i, i + 1, null);
    }
    if (words.grammar().prepositionOf(words.key(i)) != null) {
      return isFollowedByClause(words, i) ? null : new Reference(Kind.ADVERB, i, i + 1, null);
    }
    return romanceClitic(words, i);
  }

  /** "damit beauftragt, zu prüfen": what it means is said in the clause that follows. */
  private static boolean isFollowedByClause(Words words, int i) {
    for (int later = i + 1; later < words.size(); later++) {
      if (words.key(later).equals(",")) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Reference demonstrative(Words words, int i, int from) {
    boolean relative = words.key(i - 1).equals(",") || (i > from && isRelative(words, i));
    if (relative) {
      return null;
    }
    if (isPronoun(words, i)) {
      boolean several = words.key(i).equals("these") || words.key(i).equals("those");
      return new Reference(several ? Kind.SEVERAL : Kind.THING, i, i + 1, null);
    }
    return words.grammar().capitalNouns() ? germanNamed(words, i) : named(words, i);
  }

  /** Whether no noun follows: an article would have one. */
  private static boolean isPronoun(Words words, int i) {
    int next = i + 1;
    if (isLast(words, i)) {
      return true;
    }
    if (words.is(next, WordClass.PREDICATE) && isLast(words, next)) {
      return true;
    }
    if (words.isPreposition(next)) {
      return endsAfterPhrase(words, next);
    }
    return !words.isContent(next)
        && !words.is(next, WordClass.DETERMINER)
        && !words.is(next, WordClass.QUESTION)
        && !words.at(next).isMark()
        && !(words.is(next, WordClass.SPEAKER) && words.grammar().code().equals("en"));
  }

  /** "Gilt das in Österreich?", and not "das in Österreich gültige Recht". */
  private static boolean endsAfterPhrase(Words words, int preposition) {
    return NounPhrases.in(words, preposition).stream()
        .findFirst()
        .map(phrase -> phrase.preposition() == preposition && phrase.to() >= words.endOfWords())
        .orElse(true);
  }

  /** "the team that won", "and that it is": after a noun or a conjunction. */
  private static boolean isRelative(Words words, int i) {
    return words.key(i).equals("that")
        && !isLast(words, i)
        && (words.isContent(i - 1) || words.isVerb(i - 1) || words.key(i - 1).equals("and"));
  }

  private static @Nullable Reference named(Words words, int i) {
    int end = i + 1;
    while (words.isContent(end)) {
      end++;
    }
    if (end == i + 1) {
      return null;
    }
    String noun = words.key(words.grammar().isRomance() ? i + 1 : end - 1);
    return new Reference(Kind.NAMED, i, end, noun);
  }

  /** "dieser Ausweis"; "der Ausweis" is no reference. */
  private static @Nullable Reference germanNamed(Words words, int i) {
    if (!words.key(i).matches("(?:dies|jen)\\p{L}+")) {
      return null;
    }
    int noun = i + 1;
    while (words.isContent(noun) && !words.at(noun).isCapitalised()) {
      noun++;
    }
    return words.isContent(noun) ? new Reference(Kind.NAMED, i, noun + 1, words.key(noun)) : null;
  }

  /** "Comment la renouveler ?", "¿Cómo las solicito?": an article, but for a verb after it. */
  private static @Nullable Reference romanceClitic(Words words, int i) {
    return words.grammar().isRomance() && words.key(i).matches("l[aeio]s?|l'") && isClitic(words, i)
        ? new Reference(Kind.THING, i, i + 1, null)
        : null;
  }

  /** Between a question word or a speaker and the last word. */
  private static boolean isClitic(Words words, int i) {
    return i + 2 == words.endOfWords()
        && (words.is(i - 1, WordClass.QUESTION) || words.is(i - 1, WordClass.SPEAKER));
  }

  private static boolean isLast(Words words, int i) {
    return i + 1 >= words.endOfWords();
  }

  /** Whether the question itself names what the word refers to. */
  private static boolean isNamedBefore(Words words, List<NounPhrase> phrases, Reference reference) {
    if (reference.kind == Kind.NAMED) {
      return false;
    }
    for (NounPhrase phrase : phrases) {
      boolean before = phrase.to() <= reference.index;
      boolean name = phrase.kind() == NounPhrase.Kind.NAME && reference.isOfSomebody(words);
      if (name || (before && reference.fits(words, phrase))) {
        return true;
      }
    }
    return false;
  }

  /** Whether somebody is meant: a name may follow, as in "Other than his poems, what did Ada". */
  private boolean isOfSomebody(Words words) {
    return kind == Kind.PERSON
        || (kind == Kind.POSSESSIVE && !words.key(index).matches("its|their"));
  }

  private boolean fits(Words words, NounPhrase phrase) {
    NounPhrase.Kind meant = phrase.kind();
    boolean asked =
        phrase.asked()
            && kind != Kind.POSSESSIVE
            && isLast(words, index)
            && !anotherClause(words, phrase.to());
    if (asked || meant == NounPhrase.Kind.MEASURE) {
      return false;
    }
    boolean english = words.grammar().code().equals("en");
    boolean name = meant == NounPhrase.Kind.NAME;
    boolean person = meant == NounPhrase.Kind.PERSON;
    return switch (kind) {
      case ADVERB -> !person && phrase.hasArticle();
      case THING -> !person && (!english || name || !phrase.isPlural());
      case SEVERAL -> !english || name || phrase.isPlural() || words.key(index).equals("they");
      case PERSON -> name || person || !english;
      case PLACE -> name || meant == NounPhrase.Kind.PLACE || phrase.preposition() >= 0;
      case POSSESSIVE -> true;
      case NAMED -> false;
    };
  }

  private boolean anotherClause(Words words, int from) {
    for (int i = from; i < index; i++) {
      if (words.key(i).equals(",") || words.is(i, WordClass.QUESTION)) {
        return true;
      }
    }
    return false;
  }
}
