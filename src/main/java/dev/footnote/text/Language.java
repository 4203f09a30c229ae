package dev.footnote.text;

import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.bg.BulgarianAnalyzer;
import org.apache.lucene.analysis.cz.CzechAnalyzer;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.el.GreekAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.fa.PersianAnalyzer;
import org.apache.lucene.analysis.fi.FinnishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.hi.HindiAnalyzer;
import org.apache.lucene.analysis.hu.HungarianAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.ro.RomanianAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.apache.lucene.analysis.th.ThaiAnalyzer;
import org.apache.lucene.analysis.tr.TurkishAnalyzer;

/**
 * A language whose words are known: which of them say nothing, and which of their endings go. Text
 * in any other language is read as English, which does little to it.
 */
public enum Language {
  ENGLISH("en"),
  GERMAN("de"),
  FRENCH("fr"),
  SPANISH("es"),
  ITALIAN("it"),
  PORTUGUESE("pt"),
  DUTCH("nl"),
  SWEDISH("sv"),
  DANISH("da"),
  NORWEGIAN("no"),
  FINNISH("fi"),
  HUNGARIAN("hu"),
  ROMANIAN("ro"),
  CZECH("cs"),
  TURKISH("tr"),
  RUSSIAN("ru"),
  BULGARIAN("bg"),
  GREEK("el"),
  ARABIC("ar"),
  PERSIAN("fa"),
  HINDI("hi"),
  THAI("th");

  private final String code;

  Language(String code) {
    this.code = code;
  }

  /**
   * The language that a text is read in: told from the text alone, English if it says too little.
   */
  public static Language of(String text) {
    return LanguageDetection.of(text);
  }

  /** Two letters by ISO 639-1. */
  public String code() {
    return code;
  }

  /**
   * Number of a term that every passage read in this language holds and no word can give: in how
   * many live passages it stands says which languages a collection is written in.
   */
  public int mark() {
    return LexicalAnalyzer.termId("language " + code);
  }

  /** Lucene's stop words of the language, which are mostly those of the Snowball project. */
  CharArraySet stopWords() {
    return switch (this) {
      case ENGLISH -> EnglishAnalyzer.getDefaultStopSet();
      case GERMAN -> GermanAnalyzer.getDefaultStopSet();
      case FRENCH -> FrenchAnalyzer.getDefaultStopSet();
      case SPANISH -> SpanishAnalyzer.getDefaultStopSet();
      case ITALIAN -> ItalianAnalyzer.getDefaultStopSet();
      case PORTUGUESE -> PortugueseAnalyzer.getDefaultStopSet();
      case DUTCH -> DutchAnalyzer.getDefaultStopSet();
      case SWEDISH -> SwedishAnalyzer.getDefaultStopSet();
      case DANISH -> DanishAnalyzer.getDefaultStopSet();
      case NORWEGIAN -> NorwegianAnalyzer.getDefaultStopSet();
      case FINNISH -> FinnishAnalyzer.getDefaultStopSet();
      case HUNGARIAN -> HungarianAnalyzer.getDefaultStopSet();
      case ROMANIAN -> RomanianAnalyzer.getDefaultStopSet();
      case CZECH -> CzechAnalyzer.getDefaultStopSet();
      case TURKISH -> TurkishAnalyzer.getDefaultStopSet();
      case RUSSIAN -> RussianAnalyzer.getDefaultStopSet();
      case BULGARIAN -> BulgarianAnalyzer.getDefaultStopSet();
      case GREEK -> GreekAnalyzer.getDefaultStopSet();
      case ARABIC -> ArabicAnalyzer.getDefaultStopSet();
      case PERSIAN -> PersianAnalyzer.getDefaultStopSet();
      case HINDI -> HindiAnalyzer.getDefaultStopSet();
      case THAI -> ThaiAnalyzer.getDefaultStopSet();
    };
  }
}
