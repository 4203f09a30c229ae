package dev.footnote.conversation;

import dev.footnote.conversation.NounPhrase.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What was spoken of: the phrase that a pronoun of the next question most likely stands for. */
final class Topic {
  /** Phrases that only say where, when or how much. */
  private static final Set<Kind> CIRCUMSTANCES =
      Set.of(Kind.PLACE, Kind.YEAR, Kind.DATE, Kind.NUMBER, Kind.MEASURE);

  /** Phrases that may be added to the first one, as "the notice period for managers in Spain". */
  private static final int ATTACHED_MAX = 2;

  private final Words question;
  private final @Nullable Words answer;

  /**
   * @param question the question before, as it stands alone
   * @param answer the first sentence of its answer; null if there is none
   */
  Topic(Words question, @Nullable Words answer) {
    this.question = question;
    this.answer = answer;
  }

  /** The phrase that the reference stands for; empty if nothing fits. */
  Optional<String> of(Reference reference) {
    return switch (reference.kind()) {
      case THING, ADVERB, POSSESSIVE -> thing();
      case SEVERAL -> several();
      case PERSON -> person();
      case PLACE -> place();
      case NAMED -> named(String.valueOf(reference.noun()));
    };
  }

  /** What the question was about. */
  Optional<String> thing() {
    // "Which plan does Northwind recommend?" is about the plan.
    boolean asksForThing =
        NounPhrases.in(question).stream()
            .anyMatch(phrase -> phrase.asked() && phrase.kind() == Kind.NOUN);
    Predicate<NounPhrase> thing =
        phrase -> isThing(phrase) && !(asksForThing && phrase.kind() == Kind.NAME);
    return inQuestion(thing).or(() -> inAnswer(Topic::isThing));
  }

  private Optional<String> several() {
    Predicate<NounPhrase> any = phrase -> !CIRCUMSTANCES.contains(phrase.kind());
    if (asksWho()) {
      return inAnswer(any).or(() -> inQuestion(any));
    }
    return inQuestion(phrase -> isThing(phrase) && phrase.isPlural())
        .or(this::thing)
        .or(() -> inQuestion(any))
        .or(() -> inAnswer(any));
  }

  private Optional<String> person() {
    Predicate<NounPhrase> person =
        phrase -> phrase.kind() == Kind.PERSON || phrase.kind() == Kind.NAME;
    Optional<String> answered = inAnswer(person);
    boolean asksWho =
        question.grammar().is(question.key(0), WordClass.QUESTION)
            && question.key(0).matches("who|wer|wen|wem|qui|quién|chi|wie");
    return asksWho()
        ? answered.or(() -> inQuestion(person)).or(() -> inQuestion(Topic::isThing))
        : inQuestion(person).or(() -> answered).or(() -> inQuestion(Topic::isThing));
  }

  private boolean asksWho() {
    return question.is(0, WordClass.WHO) || question.is(1, WordClass.WHO);
  }

  private Optional<String> place() {
    Predicate<NounPhrase> place =
        phrase ->
            phrase.kind() == Kind.PLACE
                || (phrase.preposition() >= 0
                    && phrase
                        .words()
                        .grammar()
                        .areAlike(phrase.words().key(phrase.preposition()), "in"));
    return last(question, place)
        .or(() -> answer == null ? Optional.empty() : last(answer, place))
        .map(phrase -> phrase.words().text(phrase.start(), phrase.to()));
  }

  private static Optional<NounPhrase> last(Words words, Predicate<NounPhrase> fits) {
    return NounPhrases.in(words).stream().filter(fits).reduce((first, second) -> second);
  }

  private Optional<String> named(String noun) {
    Predicate<NounPhrase> same = phrase -> isSameNoun(phrase.head(), noun);
    return inQuestion(same).or(() -> inAnswer(same));
  }

  /**
   * "permits" and "permit", "Vertrags" and "Vertrag"; in German also "Parkausweis" and "Ausweis".
   */
  static boolean isSameNoun(String noun, String other) {
    String shorter = noun.length() <= other.length() ? noun : other;
    String longer = noun.length() <= other.length() ? other : noun;
    return longer.equals(shorter)
        || longer.equals(shorter + "s")
        || longer.equals(shorter + "es")
        || (shorter.length() > 3 && longer.endsWith(shorter));
  }

  private static boolean isThing(NounPhrase phrase) {
    boolean verb =
        phrase.words().grammar().isRomance()
            && phrase.kind() == Kind.NOUN
            && !phrase.hasArticle()
            && phrase.preposition() < 0;
    return !verb && !CIRCUMSTANCES.contains(phrase.kind()) && phrase.kind() != Kind.PERSON;
  }

  private Optional<String> inQuestion(Predicate<NounPhrase> fits) {
    return best(question, fits);
  }

  private Optional<String> inAnswer(Predicate<NounPhrase> fits) {
    return answer == null ? Optional.empty() : best(answer, fits);
  }

  /** The first that fits, one that is asked for ("which laptop") last. */
  private static Optional<String> best(Words words, Predicate<NounPhrase> fits) {
    List<NounPhrase> phrases = NounPhrases.in(words);
    var rest = new ArrayList<NounPhrase>();
    for (NounPhrase phrase : phrases) {
      if (fits.test(phrase)) {
        if (!phrase.asked()) {
          return Optional.of(text(phrase, phrases));
        }
        rest.add(phrase);
      }
    }
    return rest.stream().findFirst().map(phrase -> text(phrase, phrases));
  }

  /** The phrase with what belongs to it, as a subject. */
  private static String text(NounPhrase phrase, List<NounPhrase> phrases) {
    int end = phrase.to();
    int attached = 0;
    for (NounPhrase next : phrases) {
      boolean joins =
          next.preposition() == end
              && phrase.words().is(end, WordClass.ATTACHING)
              && next.kind() != Kind.PERSON;
      if (joins && attached < ATTACHED_MAX) {
        end = next.to();
        attached++;
      }
    }
    for (NounPhrase next : phrases) {
      if (attached == 0 && next.start() == end + 1 && phrase.words().is(end, WordClass.AND)) {
        end = next.to(); // "immunotherapy and gene therapy"
        break;
      }
    }
    String name = phrase.words().text(phrase.core(), end);
    String article = article(phrase);
    return article.isEmpty() ? name : article.endsWith("'") ? article + name : article + " " + name;
  }

  private static String article(NounPhrase phrase) {
    if (phrase.core() == phrase.from() || phrase.asked()) {
      return "";
    }
    Words words = phrase.words();
    String article = words.text(phrase.from(), phrase.core());
    return switch (words.grammar().code()) {
      case "en" ->
          switch (words.key(phrase.from())) {
            case "a", "an", "this", "that", "these", "those" -> "the";
            case "any", "some", "each", "every", "no", "all", "another" -> "";
            default -> article;
          };
      case "de" -> words.grammar().nominative(words.key(phrase.from()));
      default -> article;
    };
  }
}
