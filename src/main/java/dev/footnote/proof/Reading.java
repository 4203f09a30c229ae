package dev.footnote.proof;

import dev.footnote.text.Language;
import dev.footnote.text.LexicalAnalyzer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text taken apart for comparison: its words with their clauses, its facts, and which words it
 * denies.
 *
 * @param terms of words that say something
 * @param lower every word as written, in lower case
 * @param denials what each denying word stands near to
 */
record Reading(
    Language language,
    String text,
    List<Token> tokens,
    Set<String> terms,
    Set<String> lower,
    List<Fact> facts,
    List<Denial> denials) {

  /**
   * A denying word.
   *
   * @param clause its clause
   * @param terms the words it may deny, those after it first
   */
  record Denial(String word, int clause, List<String> terms) {}

  private static final Pattern WORD =
      Pattern.compile("[\\p{L}\\p{M}]+(?:['’][\\p{L}\\p{M}]+)*|\\d+(?:[.,:]\\d+)*");
  private static final Pattern BORDER =
      Pattern.compile("[,;:()\\[\\]–—\\n|]|(?<=\\s)-(?=\\s)|[.!?](?=\\s|$)");
  private static final Pattern PAIRED =
      Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}ー]{2,}");
  private static final Pattern POSSESSIVE = Pattern.compile("['’]s?$");

  private static final Pattern ONLY =
      Pattern.compile("(?iu)\\s+(?:only|just|merely|simply|nur|bloß|seulement|solo|sólo)\\b");

  /** How far a negation reaches, in words that say something. */
  private static final int AFTER = 3;

  private static final int BEFORE = 2;

  /** Reads texts of one language; keeps the terms of words that it has seen. */
  static final class Reader {
    private final Language language;
    private final Lexicon lexicon;
    private final LexicalAnalyzer analyzer;
    private final Map<String, String> terms = new HashMap<>();

    Reader(Language language) {
      this.language = language;
      this.lexicon = Lexicon.of(language);
      this.analyzer = LexicalAnalyzer.in(language);
    }

    Reading read(String written) {
      String text = ArabicDigits.in(written);
      List<Token> tokens = tokens(text);
      var terms = new HashSet<String>();
      var lower = new HashSet<String>();
      for (Token token : tokens) {
        lower.add(token.lower());
        if (!token.term().isEmpty()) {
          terms.add(token.term());
        }
      }
      return new Reading(
          language, text, tokens, terms, lower, HardFacts.in(text, language), denials(tokens));
    }

    /** "Not only" denies nothing. */
    private boolean denies(String lower, String text, int end) {
      return (lexicon.negation().contains(lower) || lower.endsWith("n't"))
          && !ONLY.matcher(text).region(end, text.length()).lookingAt();
    }

    private List<Token> tokens(String text) {
      var tokens = new ArrayList<Token>();
      Matcher word = WORD.matcher(text);
      int done = 0;
      int clause = 0;
      boolean opens = true;
      while (word.find()) {
        Matcher border = BORDER.matcher(text).region(done, word.start());
        border.useTransparentBounds(true);
        boolean stop = false;
        while (border.find()) {
          clause++;
          stop |= ".!?".contains(border.group()) || border.group().equals("\n");
        }
        opens |= stop;
        clause += lexicon.joints().contains(word.group()) ? 1 : 0;
        add(tokens, text, word, opens, clause);
        opens = false;
        done = word.end();
      }
      return tokens;
    }

    private void add(List<Token> tokens, String text, Matcher found, boolean opens, int clause) {
      String word = found.group();
      int start = found.start();
      if (PAIRED.matcher(word).matches()) {
        for (int i = 0; i + 1 < word.length(); i++) {
          String pair = word.substring(i, i + 2);
          tokens.add(new Token(pair, pair, start + i, false, opens, clause, Token.Role.CONTENT));
        }
        return;
      }
      String lower = word.toLowerCase(Locale.ROOT).replace('’', '\'');
      boolean denies = denies(lower, text, found.end());
      String plain = POSSESSIVE.matcher(lower).replaceFirst("");
      boolean number = Character.isDigit(word.charAt(0));
      String term = number ? plain : term(plain);
      Token.Role role =
          denies
              ? Token.Role.NEGATION
              : number
                  ? Token.Role.NUMBER
                  : term.isEmpty() || lexicon.light().contains(plain)
                      ? Token.Role.LIGHT
                      : Token.Role.CONTENT;
      boolean capital = Character.isUpperCase(word.codePointAt(0));
      tokens.add(new Token(plain, denies ? "" : term, start, capital, opens, clause, role));
    }

    private String term(String lower) {
      return terms.computeIfAbsent(
          lower,
          word -> {
            String known = lexicon.same().getOrDefault(word, word);
            List<String> found = analyzer.terms(known);
            return found.isEmpty() ? "" : found.getLast();
          });
    }

    private static List<Denial> denials(List<Token> tokens) {
      var denials = new ArrayList<Denial>();
      for (int i = 0; i < tokens.size(); i++) {
        if (tokens.get(i).role() == Token.Role.NEGATION) {
          var near = new ArrayList<String>();
          collect(tokens, i, 1, AFTER, near);
          collect(tokens, i, -1, BEFORE, near);
          denials.add(new Denial(tokens.get(i).lower(), tokens.get(i).clause(), near));
        }
      }
      return denials;
    }

    private static void collect(
        List<Token> tokens, int from, int step, int most, List<String> near) {
      int clause = tokens.get(from).clause();
      int taken = 0;
      for (int i = from + step; i >= 0 && i < tokens.size() && taken < most; i += step) {
        Token token = tokens.get(i);
        if (token.clause() != clause) {
          return;
        }
        if (token.isContent()) {
          near.add(token.term());
          taken++;
        }
      }
    }
  }

  List<Token> content() {
    return tokens.stream().filter(Token::isContent).toList();
  }
}
