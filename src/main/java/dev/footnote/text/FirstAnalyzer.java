package dev.footnote.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.EnglishMinimalStemFilter;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.KeywordAttribute;

/**
 * The analyzer's version 1, which read every text as English. It is never changed: generations
 * built by it stay answerable, and edits reach them with the terms that it gives.
 */
final class FirstAnalyzer {
  static final String VERSION = "1";

  private static final CharArraySet STOP_WORDS = stopWords();

  private FirstAnalyzer() {}

  private record Word(String text, boolean identifier) {}

  static List<String> terms(String text) {
    List<Word> words = new ArrayList<>();
    new FirstWordSplitter((word, identifier) -> words.add(new Word(word, identifier))).split(text);
    List<String> terms = new ArrayList<>(words.size());
    try (TokenStream chain = chain(new WordStream(words.iterator()))) {
      CharTermAttribute term = chain.addAttribute(CharTermAttribute.class);
      chain.reset();
      while (chain.incrementToken()) {
        terms.add(term.toString());
      }
      chain.end();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return terms;
  }

  private static CharArraySet stopWords() {
    CharArraySet words = new CharArraySet(EnglishAnalyzer.getDefaultStopSet(), true);
    words.addAll(
        List.of(
            "what", "how", "who", "whom", "when", "where", "which", "why", "does", "do", "did",
            "can", "could", "should", "would", "you", "your", "i", "me", "my", "we", "our", "he",
            "his", "she", "her", "its", "from", "has", "have", "had", "been", "were", "than",
            "about", "so", "any", "some", "between"));
    return CharArraySet.unmodifiableSet(words);
  }

  private static TokenStream chain(TokenStream words) {
    TokenStream chain = new EnglishPossessiveFilter(words);
    chain = new LowerCaseFilter(chain);
    chain = new ASCIIFoldingFilter(chain);
    chain = new StopFilter(chain, STOP_WORDS);
    return new EnglishMinimalStemFilter(new KStemFilter(chain));
  }

  /** Identifiers are marked so that stemming skips them. */
  private static final class WordStream extends TokenStream {
    private final Iterator<Word> words;
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final KeywordAttribute keyword = addAttribute(KeywordAttribute.class);

    WordStream(Iterator<Word> words) {
      this.words = words;
    }

    @Override
    public boolean incrementToken() {
      if (!words.hasNext()) {
        return false;
      }
      clearAttributes();
      Word word = words.next();
      term.append(word.text());
      keyword.setKeyword(word.identifier());
      return true;
    }
  }
}
