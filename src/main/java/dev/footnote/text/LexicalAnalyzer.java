package dev.footnote.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
import org.apache.lucene.util.StringHelper;

/**
 * The terms a text is found by: words in lower case without accents, possessive, English stop words
 * and English endings; identifiers whole and in parts ({@link WordSplitter}). Questions and
 * documents are read alike. Deterministic and safe for use by many threads.
 */
public final class LexicalAnalyzer {

  /** Changes whenever the same text may give other terms. */
  public static final String VERSION = "1";

  /** Largest {@link #termId}: pgvector's sparsevec counts dimensions from 1 to 1,000,000,000. */
  public static final int TERM_ID_MAX = 999_999_999;

  /**
   * Lucene's English stop words and those that questions are made of. Measured: with them, and with
   * KStem rather than Porter2, BM25 ranks best on English question sets of three kinds
   * (encyclopedia, product documentation, PDF handbooks).
   */
  private static final CharArraySet STOP_WORDS = stopWords();

  private record Word(String text, boolean identifier) {}

  /** The terms in the order of the text, repeated as often as they occur. */
  public List<String> terms(String text) {
    List<Word> words = new ArrayList<>();
    new WordSplitter((word, identifier) -> words.add(new Word(word, identifier))).split(text);
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
    // KStem keeps some plurals ("costs") that its dictionary lists as words.
    return new EnglishMinimalStemFilter(new KStemFilter(chain));
  }

  /**
   * A stable number for a term, from 1 to {@link #TERM_ID_MAX}: MurmurHash3 (x86, 32 bits, seed 0)
   * of its UTF-8 bytes, reduced. Two terms may share a number; among 100,000 terms about five pairs
   * do.
   */
  public static int termId(String term) {
    byte[] bytes = term.getBytes(StandardCharsets.UTF_8);
    int hash = StringHelper.murmurhash3_x86_32(bytes, 0, bytes.length, 0);
    return (int) (Integer.toUnsignedLong(hash) % TERM_ID_MAX) + 1;
  }

  /**
   * The words as Lucene's filters want them; identifiers are marked so that stemming skips them.
   */
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
