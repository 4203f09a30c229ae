package dev.footnote.conversation;

import dev.footnote.conversation.NounPhrase.Kind;
import dev.footnote.conversation.StandaloneQuestion.How;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts a fragment ("in Germany", "contractors", "2025") into the question before: in the place of
 * the phrase of the same kind, or else at its end.
 */
final class PhraseSwap {
  private static final Set<Kind> SITES = EnumSet.of(Kind.PLACE, Kind.NAME);

  /** How alike two nouns must look before one replaces the other. */
  private static final int LIKENESS_MIN = 2;

  private static final int SAME_ENDING_CHARS = 4;

  private final Words question;
  private final List<NounPhrase> phrases;
  private final Words words;
  private final int from;
  private final int to;
  private final @Nullable NounPhrase fragment;

  /**
   * @param question the question before
   * @param words the follow-up, whose fragment stands at these tokens
   */
  PhraseSwap(Words question, Words words, int from, int to) {
    this.question = question;
    this.phrases = NounPhrases.in(question);
    this.words = words;
    this.from = from;
    this.to = to;
    this.fragment = NounPhrases.in(words, from).stream().findFirst().orElse(null);
  }

  /** The question before with the fragment in the place of its like; empty if it has none. */
  Optional<StandaloneQuestion.Rewritten> replaced() {
    NounPhrase inserted = fragment;
    if (inserted == null) {
      return Optional.empty();
    }
    return words.isPreposition(from)
        ? replacePrepositional(inserted)
        : replaceName(inserted)
            .or(() -> replaceSameNoun(inserted))
            .or(() -> replacePerson(inserted));
  }

  /** As {@link #replaced}, also where one is only like the other. */
  Optional<StandaloneQuestion.Rewritten> replacedLoosely() {
    NounPhrase inserted = fragment;
    return replaced()
        .or(
            () ->
                inserted == null || words.isPreposition(from)
                    ? Optional.empty()
                    : replaceAlike(inserted));
  }

  /** The question before with the fragment at its end. */
  StandaloneQuestion.Rewritten joined() {
    String text = words.text(from, to);
    if (!words.isPreposition(from) && fragment != null) {
      text =
          switch (fragment.kind()) {
            case PLACE, DATE -> with("join.in", text);
            case YEAR -> with("join.year", text);
            case PERSON -> with("join.for", text);
            case NUMBER, NAME, MEASURE, NOUN -> "(" + text + ")";
          };
    }
    return new StandaloneQuestion.Rewritten(Wording.append(question.text(), text), How.JOINED);
  }

  private String with(String key, String text) {
    String preposition = words.grammar().text(key);
    return preposition.isEmpty() ? text : preposition + " " + text;
  }

  private Optional<StandaloneQuestion.Rewritten> replacePrepositional(NounPhrase inserted) {
    Kind kind = inserted.kind();
    NounPhrase best = null;
    for (NounPhrase phrase : phrases) {
      if (phrase.preposition() < 0) {
        continue;
      }
      boolean sameRelation =
          words.grammar().areAlike(words.key(from), question.key(phrase.preposition()));
      boolean sameKind = phrase.kind() == kind;
      boolean strong = sameKind && (kind == Kind.PLACE || kind == Kind.YEAR || kind == Kind.DATE);
      if (strong || (sameRelation && (sameKind || areCompatible(kind, phrase.kind())))) {
        best = phrase;
      }
    }
    return best == null
        ? Optional.empty()
        : Optional.of(put(best.start(), best.to(), words.text(from, to)));
  }

  private static boolean areCompatible(Kind kind, Kind other) {
    Set<Kind> things = EnumSet.of(Kind.NOUN, Kind.NAME);
    return (SITES.contains(kind) && SITES.contains(other))
        || (things.contains(kind) && things.contains(other));
  }

  /** A place for a place, a year for a year, a number for a number, a name for a name. */
  private Optional<StandaloneQuestion.Rewritten> replaceName(NounPhrase inserted) {
    Kind kind = inserted.kind();
    NounPhrase best = null;
    for (NounPhrase phrase : phrases) {
      boolean same =
          switch (kind) {
            case PLACE -> phrase.kind() == Kind.PLACE;
            case YEAR, DATE, NUMBER -> phrase.kind() == kind;
            case NAME ->
                phrase.kind() == Kind.NAME
                    || (phrase.kind() == Kind.PLACE && phrase.preposition() >= 0);
            case MEASURE, NOUN, PERSON -> false;
          };
      if (same) {
        best = phrase;
      }
    }
    if (best == null && kind == Kind.PLACE) {
      best = lastSite();
    }
    return best == null ? Optional.empty() : Optional.of(put(best.core(), best.to(), core(best)));
  }

  private @Nullable NounPhrase lastSite() {
    NounPhrase site = null;
    for (NounPhrase phrase : phrases) {
      if (phrase.kind() == Kind.NAME
          && phrase.preposition() >= 0
          && question.grammar().areAlike(question.key(phrase.preposition()), "in")) {
        site = phrase;
      }
    }
    return site;
  }

  /** "sick leave" for "annual leave", "the Plus plan" for "the Standard plan". */
  private Optional<StandaloneQuestion.Rewritten> replaceSameNoun(NounPhrase inserted) {
    for (NounPhrase phrase : phrases) {
      boolean longer = phrase.to() - phrase.core() > 1 || inserted.to() - inserted.core() > 1;
      boolean compound = !phrase.head().equals(inserted.head());
      if ((longer || compound) && hasSameHead(phrase, inserted)) {
        return Optional.of(put(phrase.core(), phrase.to(), core(phrase)));
      }
    }
    return Optional.empty();
  }

  private static boolean hasSameHead(NounPhrase phrase, NounPhrase inserted) {
    String head = phrase.head();
    String other = inserted.head();
    if (head.equals(other) || head.equals(other + "s") || other.equals(head + "s")) {
      return true;
    }
    return phrase.words().grammar().capitalNouns() && sameEnding(head, other) >= 5;
  }

  private static int sameEnding(String one, String other) {
    int same = 0;
    while (same < Math.min(one.length(), other.length())
        && one.charAt(one.length() - 1 - same) == other.charAt(other.length() - 1 - same)) {
      same++;
    }
    return same;
  }

  /** "contractors" for "employees", or for "I" where English grammar allows it. */
  private Optional<StandaloneQuestion.Rewritten> replacePerson(NounPhrase inserted) {
    if (inserted.kind() != Kind.PERSON) {
      return Optional.empty();
    }
    for (NounPhrase phrase : phrases) {
      if (phrase.kind() == Kind.PERSON && !phrase.asked()) {
        return Optional.of(put(phrase.from(), phrase.to(), inserted.text()));
      }
    }
    for (int i = 1; i < question.size(); i++) {
      if (question.is(i, WordClass.SPEAKER)
          && question.key(i).matches("i|we|you")
          && question.is(i - 1, WordClass.BARE_VERB_AUXILIARY)) {
        return Optional.of(put(i, i + 1, inserted.text()));
      }
    }
    return Optional.empty();
  }

  /** The noun phrase that looks most like it, the later one if two do. */
  private Optional<StandaloneQuestion.Rewritten> replaceAlike(NounPhrase inserted) {
    NounPhrase best = null;
    int most = LIKENESS_MIN;
    for (NounPhrase phrase : phrases) {
      int likeness = likeness(phrase, inserted);
      if (likeness >= most) {
        most = likeness;
        best = phrase;
      }
    }
    if (best == null) {
      return Optional.empty();
    }
    int start =
        best.isIndefinite() || inserted.core() > inserted.from() ? best.from() : best.core();
    if (question.grammar().capitalNouns()
        && best.to() - start > 1
        && inserted.core() == inserted.from()) {
      start = best.to() - 1; // "die Versicherung Wasserschäden": two nouns, no word between.
    }
    String text = start == best.from() ? inserted.text() : inserted.coreText();
    return Optional.of(put(start, best.to(), text));
  }

  private static int likeness(NounPhrase phrase, NounPhrase inserted) {
    Kind kind = phrase.kind();
    if ((kind != Kind.NOUN && kind != Kind.NAME) || inserted.kind() == Kind.PERSON) {
      return 0;
    }
    boolean article = phrase.hasArticle() == inserted.hasArticle();
    boolean number = phrase.isPlural() == inserted.isPlural();
    boolean name = (kind == Kind.NAME) == (inserted.kind() == Kind.NAME);
    boolean ending = sameEnding(phrase.head(), inserted.head()) >= SAME_ENDING_CHARS;
    boolean asked = phrase.asked();
    boolean sameArticle =
        phrase.core() > phrase.from()
            && inserted.core() > inserted.from()
            && phrase.words().key(phrase.from()).equals(inserted.words().key(inserted.from()));
    return (sameArticle ? 1 : 0)
        + (article ? 1 : 0)
        + (number ? 1 : 0)
        + (name ? 1 : 0)
        + (ending ? 2 : 0)
        - (asked ? 3 : 0);
  }

  /** The fragment as it fits behind the article of the phrase that it replaces. */
  private String core(NounPhrase replaced) {
    NounPhrase inserted = java.util.Objects.requireNonNull(fragment);
    return replaced.core() > replaced.from() ? inserted.coreText() : inserted.text();
  }

  private StandaloneQuestion.Rewritten put(int start, int end, String text) {
    return new StandaloneQuestion.Rewritten(
        Wording.replace(question, start, end, text), How.REPLACED);
  }
}
