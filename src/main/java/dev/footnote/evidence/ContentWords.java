package dev.footnote.evidence;

import dev.footnote.text.Language;
import dev.footnote.text.LexicalAnalyzer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The words of a text that say what it is about, as lexical terms. */
public final class ContentWords {
  private static final Set<String> FUNCTION_WORDS =
      Set.copyOf(
          List.of(
              ("what which who whom whose when where why how do does did done can could should would"
                      + " shall may might must will i we you he she they it me us my our your his"
                      + " her their its many much long often have has had having be been being were"
                      + " was am is are any some there here this these those that please tell give"
                      + " show about from by for of on in at to with without into than then as if or"
                      + " and not no so the a an all also just only more most other another each"
                      + " every kind sort typical mean means meant happen happens according explain"
                      + " describe list between during after before"
                      + " wer wen wem wann wo wie warum welche welcher welches welchen viele viel"
                      + " ist sind der die das den dem des ein eine einen einem einer und oder nicht"
                      + " kann muss soll hat haben wird werden ich wir man es zu im um mit von")
                  .split(" ")));

  private ContentWords() {}

  /** The terms in the order of the text, each once, read as English. */
  public static Set<String> terms(String text) {
    return terms(text, Language.ENGLISH);
  }

  /** The terms in the order of the text, each once, read in that language. */
  public static Set<String> terms(String text, Language language) {
    LexicalAnalyzer analyzer = LexicalAnalyzer.in(language);
    if (language != Language.ENGLISH) {
      return new LinkedHashSet<>(analyzer.terms(text));
    }
    var terms = new LinkedHashSet<String>();
    for (String word : text.split("[\\s,;:!?\"()]+")) {
      if (!FUNCTION_WORDS.contains(word.toLowerCase(Locale.ROOT))) {
        terms.addAll(analyzer.terms(word));
      }
    }
    return terms;
  }
}
