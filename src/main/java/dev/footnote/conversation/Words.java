package dev.footnote.conversation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A question or a sentence, word by word, with what each word does in it. */
final class Words {
  private static final String NUMBER = "(?<n>\\p{N}+(?:[.,:]\\p{N}+)*%?(?![\\p{L}\\p{N}]))";
  private static final String WORD =
      "(?<w>[\\p{L}\\p{M}\\p{N}]+(?:[-./&+_'’][\\p{L}\\p{M}\\p{N}]+)*)";
  private static final String MARK = "(?<m>[^\\s\\p{L}\\p{M}\\p{N}])";
  private static final Pattern PLAIN = Pattern.compile(NUMBER + "|" + WORD + "|" + MARK);

  /** "l'an", "dell'anno", "expire-t-il". */
  private static final Pattern ROMANCE =
      Pattern.compile(
          NUMBER
              + "|(?<w>\\p{L}{1,8}['’](?=\\p{L}{2})"
              + "|-(?:t-)?(?:ils?|elles?|je|on|nous|vous|tu|ce|le|la|les)(?![\\p{L}\\p{N}-])"
              + "|[\\p{L}\\p{M}\\p{N}]+(?:[./&+_][\\p{L}\\p{M}\\p{N}]+"
              + "|-(?!(?:t-)?(?:ils?|elles?|je|on|nous|vous|tu|ce|le|la|les)(?![\\p{L}\\p{N}-]))[\\p{L}\\p{M}\\p{N}]+)*)"
              + "|"
              + MARK);

  /** "what's", "that's": the verb is a word of its own, unlike the ending of "company's". */
  private static final Pattern SHORT_IS =
      Pattern.compile("(?:it|that|this|what|who|where|how|when|there|he|she)['’]s");

  private final String text;
  private final Grammar grammar;
  private final List<Token> tokens;
  private final Set<Integer> verbs;

  private Words(String text, Grammar grammar, List<Token> tokens) {
    this.text = text;
    this.grammar = grammar;
    this.tokens = List.copyOf(tokens);
    this.verbs = new HashSet<>();
    verbs.addAll(new EnglishVerbs(this).find());
  }

  static Words of(String text, Grammar grammar) {
    Matcher found = (grammar.isRomance() ? ROMANCE : PLAIN).matcher(text);
    var tokens = new ArrayList<Token>();
    while (found.find()) {
      Token.Kind kind =
          found.group("m") != null
              ? Token.Kind.MARK
              : found.group("n") != null ? Token.Kind.NUMBER : Token.Kind.WORD;
      String key = key(found.group());
      if (SHORT_IS.matcher(key).matches()) {
        int cut = found.end() - 2;
        tokens.add(token(kind, text, found.start(), cut));
        tokens.add(token(kind, text, cut, found.end()));
      } else {
        tokens.add(token(kind, text, found.start(), found.end()));
      }
    }
    return new Words(text, grammar, tokens);
  }

  private static Token token(Token.Kind kind, String text, int start, int end) {
    String word = text.substring(start, end);
    return new Token(kind, word, key(word), start, end);
  }

  private static String key(String word) {
    return word.toLowerCase(Locale.ROOT).replace('’', '\'');
  }

  String text() {
    return text;
  }

  Grammar grammar() {
    return grammar;
  }

  int size() {
    return tokens.size();
  }

  Token at(int index) {
    return tokens.get(index);
  }

  String key(int index) {
    return index < 0 || index >= tokens.size() ? "" : tokens.get(index).key();
  }

  /** Whether the word there is in the language's list; false outside of the text. */
  boolean is(int index, WordClass list) {
    return index >= 0 && index < size() && !isFormal(index) && grammar.is(key(index), list);
  }

  /** A form of address in German, which but for its capital would be "they" or "their". */
  boolean isFormal(int index) {
    return index >= 0 && index < size() && grammar.is(at(index).text(), WordClass.FORMAL);
  }

  boolean isPreposition(int index) {
    return index >= 0 && index < size() && grammar.isPreposition(key(index));
  }

  /**
   * Whether it says something of what the text is about: a noun, a name, an adjective, a number.
   */
  boolean isContent(int index) {
    if (index < 0 || index >= size() || at(index).isMark()) {
      return false;
    }
    return at(index).isNumber()
        || !(grammar.isFunctionWord(key(index))
            || isFormal(index)
            || verbs.contains(index)
            || grammar.is(key(index), WordClass.EMPTY));
  }

  boolean isVerb(int index) {
    return verbs.contains(index);
  }

  /** The text from one token until (not including) another. */
  String text(int from, int to) {
    return from >= to ? "" : text.substring(at(from).start(), at(to - 1).end());
  }

  /** Where the last word is followed by nothing but marks. */
  int endOfWords() {
    int end = size();
    while (end > 0 && at(end - 1).isMark() && ")]}\"”“»".indexOf(at(end - 1).text()) < 0) {
      end--;
    }
    return end;
  }

  /** Whether tokens from {@code index} on are these. */
  boolean startsWith(int index, List<String> phrase) {
    if (index + phrase.size() > size()) {
      return false;
    }
    for (int i = 0; i < phrase.size(); i++) {
      if (!key(index + i).equals(phrase.get(i))) {
        return false;
      }
    }
    return true;
  }
}
