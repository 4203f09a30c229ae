package dev.footnote.conversation;

import dev.footnote.conversation.StandaloneQuestion.AsIs;
import dev.footnote.conversation.StandaloneQuestion.How;
import dev.footnote.conversation.StandaloneQuestion.Rewritten;
import dev.footnote.conversation.StandaloneQuestion.Unclear;
import dev.footnote.text.Sentences;
import dev.footnote.text.Span;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a conversation and makes each question stand alone, one after the other, since a
 * follow-up may follow another one. For one use.
 */
final class FollowUps {
  /** Longer questions are not built of shorter ones: each turn could add to them. */
  private static final int CHARS_MAX = 2_000;

  private static final int FRAGMENT_WORDS_MAX = 8;
  private static final int BARE_FRAGMENT_WORDS_MAX = 4;
  private static final int CONDITION_WORDS_MAX = 6;

  /** A question with more to search for is not refused for one word that is unclear. */
  private static final int UNCLEAR_CONTENT_MAX = 2;

  private static final Pattern MARKER = Pattern.compile("\\s*\\[\\d+\\]");

  private @Nullable Words question;
  private @Nullable Words answer;
  private @Nullable String unclear;

  StandaloneQuestion after(History history, String asked) {
    for (Turn turn : history.turns()) {
      switch (turn.role()) {
        case USER -> remember(turn.text(), rewrite(turn.text()));
        case ASSISTANT -> answer = firstSentence(turn.text());
      }
    }
    return rewrite(asked);
  }

  private void remember(String asked, StandaloneQuestion result) {
    Optional<String> standalone = result.question();
    unclear = standalone.isEmpty() ? asked : null;
    if (standalone.isPresent()) {
      question = Words.of(standalone.get(), Grammar.of(standalone.get(), before()));
    }
    answer = null;
  }

  private String before() {
    Words last = question;
    return last == null ? "" : last.text();
  }

  private static @Nullable Words firstSentence(String answer) {
    String plain = MARKER.matcher(answer).replaceAll("").strip();
    List<Span> sentences = Sentences.split(plain, Locale.ROOT);
    if (sentences.isEmpty()) {
      return null;
    }
    String first = sentences.getFirst().of(plain);
    return Words.of(first, Grammar.of(first, ""));
  }

  private StandaloneQuestion rewrite(String asked) {
    Words words =
        Words.of(asked, Grammar.of(asked, before() + " " + (unclear == null ? "" : unclear)));
    StandaloneQuestion result = rewrite(words);
    return result instanceof Rewritten rewritten && rewritten.text().length() > CHARS_MAX
        ? new AsIs(asked)
        : result;
  }

  private StandaloneQuestion rewrite(Words words) {
    int end = words.endOfWords();
    Opening opening = Opening.of(words);
    boolean fragment = isFragment(words, opening, end);
    if (opening.names() && !fragment) {
      opening = Opening.NONE; // "Was ist mit Normalkräften verbunden?" names no phrase.
    }
    int from = opening.from();
    if (unclear != null && from < end && !opening.follows() && isReply(words, from, end)) {
      return completed(words.text(from, end));
    }
    if (fragment) {
      return fragment(words, from, end, opening);
    }
    if (words.is(from, WordClass.CONDITION)
        && !words.is(from + 1, WordClass.AUXILIARY)
        && (opening.follows() || end - from <= CONDITION_WORDS_MAX)
        && isConditionAlone(words, from, end)) {
      return condition(words, from, end, opening);
    }
    Optional<Reference> reference = Reference.in(words, from);
    if (reference.isPresent()) {
      return resolved(words, from, reference.get());
    }
    return withoutReference(words, from, opening);
  }

  private static boolean isFragment(Words words, Opening opening, int end) {
    int from = opening.from();
    return from < end
        && end - from <= FRAGMENT_WORDS_MAX
        && ((opening.names() && Fragment.endsInNoun(words, end))
            || Fragment.isOne(words, from, end));
  }

  private static boolean isReply(Words words, int from, int end) {
    for (int i = from; i < end; i++) {
      if (words.is(i, WordClass.QUESTION) || words.is(i, WordClass.AUXILIARY)) {
        return false;
      }
    }
    return end - from <= FRAGMENT_WORDS_MAX && !words.text().strip().endsWith("?");
  }

  /** What was missing is said now. */
  private StandaloneQuestion completed(String said) {
    String open = String.valueOf(unclear);
    Words words = Words.of(open, Grammar.of(open, said));
    Opening opening = Opening.of(words);
    Optional<Reference> reference = Reference.in(words, opening.from());
    String whole =
        reference.isPresent()
            ? withTopic(words, opening.from(), reference.get(), said)
            : said
                + " "
                + open.substring(words.at(Math.min(opening.from(), words.size() - 1)).start());
    return new Rewritten(Wording.capitalised(whole), How.COMPLETED);
  }

  private StandaloneQuestion fragment(Words words, int from, int end, Opening opening) {
    Words last = question;
    boolean phrase = opening.follows() || words.isPreposition(from);
    if (last == null) {
      return phrase && end - from <= BARE_FRAGMENT_WORDS_MAX
          ? unclear("unclear.phrase", words, words.text(from, end))
          : new AsIs(words.text());
    }
    var swap = new PhraseSwap(last, words, from, end);
    if (opening.follows()) {
      return swap.replacedLoosely().orElseGet(swap::joined);
    }
    if (end - from > BARE_FRAGMENT_WORDS_MAX) {
      return new AsIs(words.text());
    }
    Optional<Rewritten> replaced = swap.replaced();
    if (replaced.isPresent()) {
      return replaced.get();
    }
    return words.isPreposition(from) ? swap.joined() : new AsIs(words.text());
  }

  private static boolean isConditionAlone(Words words, int from, int end) {
    for (int i = from; i < end; i++) {
      if (words.key(i).equals(",") || (i > from && words.is(i, WordClass.QUESTION))) {
        return false;
      }
    }
    return true;
  }

  private StandaloneQuestion condition(Words words, int from, int end, Opening opening) {
    Words last = question;
    if (last == null) {
      return opening.follows()
          ? unclear("unclear.phrase", words, words.text(from, end))
          : new AsIs(words.text());
    }
    return new Rewritten(Wording.append(last.text(), words.text(from, end)), How.JOINED);
  }

  private StandaloneQuestion resolved(Words words, int from, Reference reference) {
    Words last = question;
    Optional<String> topic =
        last == null ? Optional.empty() : new Topic(last, answer).of(reference);
    if (topic.isPresent()) {
      return new Rewritten(
          Wording.capitalised(withTopic(words, from, reference, topic.get())), How.REFERENCE);
    }
    boolean empty = content(words, from) <= UNCLEAR_CONTENT_MAX;
    return empty && reference.kind() != Reference.Kind.NAMED
        ? unclear("unclear.reference", words, words.at(reference.index()).text())
        : new AsIs(words.text());
  }

  /** The question from a token on, with the topic in the place of the reference or behind all. */
  private static String withTopic(Words words, int from, Reference reference, String topic) {
    Grammar grammar = words.grammar();
    int start = words.at(from).start();
    boolean inPlace = grammar.text("reference").equals("replace");
    String replacement =
        switch (reference.kind()) {
          case THING, SEVERAL, PERSON, PLACE, NAMED -> topic;
          case ADVERB -> grammar.prepositionOf(words.key(reference.index())) + " " + topic;
          case POSSESSIVE ->
              grammar.code().equals("en") ? topic + (topic.endsWith("s") ? "'" : "'s") : "";
        };
    if (!inPlace || replacement.isEmpty()) {
      return Wording.append(words.text().substring(start), "(" + topic + ")");
    }
    return Wording.replace(words, reference.index(), reference.to(), replacement).substring(start);
  }

  private StandaloneQuestion withoutReference(Words words, int from, Opening opening) {
    int content = content(words, from);
    List<NounPhrase> phrases = NounPhrases.in(words, from);
    boolean nothingNamed =
        words.grammar().isRomance()
            ? content <= 1 && phrases.stream().allMatch(p -> !p.hasArticle() && !isDefined(p))
            : phrases.stream().allMatch(phrase -> phrase.kind() == NounPhrase.Kind.MEASURE)
                && content <= 1;
    boolean oneBareNoun =
        opening.follows()
            && phrases.size() == 1
            && !phrases.getFirst().hasArticle()
            && phrases.getFirst().kind() == NounPhrase.Kind.NOUN
            && phrases.getFirst().to() - phrases.getFirst().core() == 1
            && !isDefined(phrases.getFirst());
    if (!nothingNamed && !oneBareNoun) {
      return new AsIs(words.text());
    }
    Words last = question;
    if (last == null) {
      return content == 0
          ? unclear("unclear.phrase", words, asked(words, from))
          : new AsIs(words.text());
    }
    return new Topic(last, answer)
        .thing()
        .<StandaloneQuestion>map(
            topic ->
                new Rewritten(
                    Wording.capitalised(
                        Wording.append(
                            from < words.size()
                                ? words.text().substring(words.at(from).start())
                                : words.text(),
                            "(" + topic + ")")),
                    How.TOPIC))
        .orElseGet(() -> new AsIs(words.text()));
  }

  private static String asked(Words words, int from) {
    String rest = words.text(from, Math.max(from, words.endOfWords()));
    return rest.isEmpty() ? words.text().strip() : rest;
  }

  /** "what is phishing": the noun is all that is asked for. */
  private static boolean isDefined(NounPhrase phrase) {
    return phrase.words().is(phrase.start() - 1, WordClass.BE);
  }

  private static int content(Words words, int from) {
    int content = 0;
    for (int i = from; i < words.size(); i++) {
      content += words.isContent(i) || words.isVerb(i) ? 1 : 0;
    }
    return content;
  }

  private static Unclear unclear(String key, Words words, String phrase) {
    return new Unclear(words.grammar().text(key).formatted(phrase));
  }
}
