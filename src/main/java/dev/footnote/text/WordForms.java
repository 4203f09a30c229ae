package dev.footnote.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ar.ArabicNormalizationFilter;
import org.apache.lucene.analysis.ar.ArabicStemFilter;
import org.apache.lucene.analysis.bg.BulgarianStemFilter;
import org.apache.lucene.analysis.core.DecimalDigitFilter;
import org.apache.lucene.analysis.cz.CzechStemFilter;
import org.apache.lucene.analysis.de.GermanLightStemFilter;
import org.apache.lucene.analysis.de.GermanNormalizationFilter;
import org.apache.lucene.analysis.el.GreekLowerCaseFilter;
import org.apache.lucene.analysis.el.GreekStemFilter;
import org.apache.lucene.analysis.en.EnglishMinimalStemFilter;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.es.SpanishLightStemFilter;
import org.apache.lucene.analysis.fa.PersianNormalizationFilter;
import org.apache.lucene.analysis.fa.PersianStemFilter;
import org.apache.lucene.analysis.fi.FinnishLightStemFilter;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.fr.FrenchLightStemFilter;
import org.apache.lucene.analysis.hi.HindiNormalizationFilter;
import org.apache.lucene.analysis.hi.HindiStemFilter;
import org.apache.lucene.analysis.hu.HungarianLightStemFilter;
import org.apache.lucene.analysis.in.IndicNormalizationFilter;
import org.apache.lucene.analysis.it.ItalianLightStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.no.NorwegianLightStemFilter;
import org.apache.lucene.analysis.pattern.PatternReplaceFilter;
import org.apache.lucene.analysis.pt.PortugueseLightStemFilter;
import org.apache.lucene.analysis.ro.RomanianNormalizationFilter;
import org.apache.lucene.analysis.ru.RussianLightStemFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.sv.SwedishLightStemFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tr.ApostropheFilter;
import org.apache.lucene.analysis.tr.TurkishLowerCaseFilter;
import org.apache.lucene.analysis.util.ElisionFilter;
import org.jspecify.annotations.Nullable;
import org.tartarus.snowball.ext.DanishStemmer;
import org.tartarus.snowball.ext.DutchStemmer;
import org.tartarus.snowball.ext.RomanianStemmer;
import org.tartarus.snowball.ext.TurkishStemmer;

/**
 * What words are searched as in a language: in lower case, without accents and endings, by Lucene's
 * filters. An identifier is the same in all languages.
 */
final class WordForms {
  private static final CharArraySet ITALIAN_ARTICLES =
      new CharArraySet(
          List.of(
              "c", "l", "all", "dall", "dell", "nell", "sull", "coll", "pell", "gl", "agl", "dagl",
              "degl", "negl", "sugl", "un", "m", "t", "s", "v", "d"),
          true);

  private static final Pattern YO = Pattern.compile("ё");

  private WordForms() {}

  /** The term of each word, in the same order; null for a word that says nothing. */
  static List<@Nullable String> of(List<Word> words, Language language) {
    List<@Nullable String> terms = new ArrayList<>(words.size());
    List<String> plain = new ArrayList<>(words.size());
    int[] places = new int[words.size()];
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      if (word.identifier()) {
        terms.add(StopWords.folded(word.text().toLowerCase(Locale.ROOT)));
      } else {
        terms.add(null);
        places[plain.size()] = i;
        plain.add(word.text());
      }
    }
    try (TokenStream chain = chain(new WordStream(plain.iterator()), language)) {
      CharTermAttribute term = chain.addAttribute(CharTermAttribute.class);
      PositionIncrementAttribute step = chain.addAttribute(PositionIncrementAttribute.class);
      chain.reset();
      // A filter that leaves words out says how many, so that each term knows its word.
      for (int at = -1; chain.incrementToken(); ) {
        at += step.getPositionIncrement();
        if (term.length() > 0) {
          terms.set(places[at], term.toString());
        }
      }
      chain.end();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return terms;
  }

  private static TokenStream chain(TokenStream words, Language language) {
    TokenStream chain = new DecimalDigitFilter(lowerCase(words, language));
    if (language == Language.ENGLISH) {
      chain = new StopFilter(new ASCIIFoldingFilter(chain), StopWords.of(language));
      // KStem keeps some plurals ("costs") that its dictionary lists as words.
      return new EnglishMinimalStemFilter(new KStemFilter(chain));
    }
    chain = new StopFilter(chain, StopWords.of(language));
    return new ASCIIFoldingFilter(stemmed(chain, language));
  }

  private static TokenStream lowerCase(TokenStream words, Language language) {
    return switch (language) {
      case TURKISH -> new TurkishLowerCaseFilter(new ApostropheFilter(words));
      case GREEK -> new GreekLowerCaseFilter(words);
      case FRENCH -> new LowerCaseFilter(new ElisionFilter(words, FrenchAnalyzer.DEFAULT_ARTICLES));
      case ITALIAN -> new LowerCaseFilter(new ElisionFilter(words, ITALIAN_ARTICLES));
      case ENGLISH,
          GERMAN,
          SPANISH,
          PORTUGUESE,
          DUTCH,
          SWEDISH,
          DANISH,
          NORWEGIAN,
          FINNISH,
          HUNGARIAN,
          ROMANIAN,
          CZECH,
          RUSSIAN,
          BULGARIAN,
          ARABIC,
          PERSIAN,
          HINDI,
          THAI ->
          new LowerCaseFilter(new EnglishPossessiveFilter(words));
    };
  }

  private static TokenStream stemmed(TokenStream words, Language language) {
    return switch (language) {
      case GERMAN -> new GermanLightStemFilter(new GermanNormalizationFilter(words));
      case FRENCH -> new FrenchLightStemFilter(words);
      case SPANISH -> new SpanishLightStemFilter(words);
      case ITALIAN -> new ItalianLightStemFilter(words);
      case PORTUGUESE -> new PortugueseLightStemFilter(words);
      case DUTCH -> new SnowballFilter(words, new DutchStemmer());
      case SWEDISH -> new SwedishLightStemFilter(words);
      case DANISH -> new SnowballFilter(words, new DanishStemmer());
      case NORWEGIAN -> new NorwegianLightStemFilter(words);
      case FINNISH -> new FinnishLightStemFilter(words);
      case HUNGARIAN -> new HungarianLightStemFilter(words);
      case ROMANIAN ->
          new SnowballFilter(new RomanianNormalizationFilter(words), new RomanianStemmer());
      case CZECH -> new CzechStemFilter(words);
      case TURKISH -> new SnowballFilter(words, new TurkishStemmer());
      case RUSSIAN -> new RussianLightStemFilter(new PatternReplaceFilter(words, YO, "е", true));
      case BULGARIAN -> new BulgarianStemFilter(words);
      case GREEK -> new GreekStemFilter(words);
      case ARABIC -> new ArabicStemFilter(new ArabicNormalizationFilter(words));
      case PERSIAN -> new PersianStemFilter(new PersianNormalizationFilter(words));
      case HINDI ->
          new HindiStemFilter(new HindiNormalizationFilter(new IndicNormalizationFilter(words)));
      case ENGLISH, THAI -> words;
    };
  }

  /** The words as Lucene's filters want them. */
  private static final class WordStream extends TokenStream {
    private final Iterator<String> words;
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

    WordStream(Iterator<String> words) {
      this.words = words;
    }

    @Override
    public boolean incrementToken() {
      if (!words.hasNext()) {
        return false;
      }
      clearAttributes();
      term.append(words.next());
      return true;
    }
  }
}
