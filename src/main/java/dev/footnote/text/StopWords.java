package dev.footnote.text;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;

/**
 * The words of each language that say nothing about what a text is about: Lucene's, those that
 * questions are made of, and both as they are typed without accents.
 */
final class StopWords {
  private static final Map<Language, CharArraySet> BY_LANGUAGE = new EnumMap<>(Language.class);

  static {
    for (Language language : Language.values()) {
      BY_LANGUAGE.put(language, withoutAccentsToo(asWritten(language), language));
    }
  }

  private StopWords() {}

  static CharArraySet of(Language language) {
    return BY_LANGUAGE.getOrDefault(language, CharArraySet.EMPTY_SET);
  }

  /** In correct spelling. */
  static CharArraySet asWritten(Language language) {
    CharArraySet words = new CharArraySet(language.stopWords(), true);
    words.addAll(asking(language));
    return words;
  }

  private static CharArraySet withoutAccentsToo(CharArraySet words, Language language) {
    CharArraySet all = CharArraySet.copy(words);
    for (Object word : words) {
      String accented = new String((char[]) word);
      all.add(folded(accented));
      if (language == Language.GERMAN) {
        all.add(accented.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue"));
      }
    }
    return CharArraySet.unmodifiableSet(all);
  }

  /** Without accents, other letters as the nearest of ASCII. */
  static String folded(String word) {
    char[] folded = new char[word.length() * 4];
    int length = ASCIIFoldingFilter.foldToASCII(word.toCharArray(), 0, folded, 0, word.length());
    return new String(folded, 0, length);
  }

  /**
   * What questions are made of, where the list of the language lacks it. For English measured: with
   * them BM25 ranks best on question sets of three kinds.
   */
  private static List<String> asking(Language language) {
    String words =
        switch (language) {
          case ENGLISH ->
              "what how who whom when where which why does do did can could should would you your i"
                  + " me my we our he his she her its from has have had been were than about so any"
                  + " some between";
          case GERMAN ->
              "wer wen wem wessen wann warum weshalb wieso woher wohin womit wofür wodurch wozu"
                  + " wieviel wieviele viele wurde wurden worden darf dürfen";
          case FRENCH -> "quand comment combien pourquoi où quoi lequel laquelle est peut";
          case SPANISH ->
              "cuál cuáles cuánto cuánta cuántos cuántas quién quiénes cómo cuándo dónde qué";
          case ITALIAN -> "quando quale quali quanto quanta quanti quante chi dove come perché";
          case PORTUGUESE ->
              "quem quando como onde qual quais quanto quanta quantos quantas porque que";
          case DUTCH -> "wat wie waar wanneer hoe waarom welke welk hoeveel";
          case SWEDISH -> "vad vem när var hur varför vilken vilket vilka många";
          case DANISH -> "hvad hvem hvornår hvor hvordan hvorfor hvilken hvilket hvilke mange";
          case NORWEGIAN -> "hva hvem når hvor hvordan hvorfor hvilken hvilket hvilke mange";
          case FINNISH,
              HUNGARIAN,
              ROMANIAN,
              CZECH,
              TURKISH,
              RUSSIAN,
              BULGARIAN,
              GREEK,
              ARABIC,
              PERSIAN,
              HINDI,
              THAI ->
              "";
        };
    return words.isEmpty() ? List.of() : Arrays.asList(words.split(" "));
  }
}
