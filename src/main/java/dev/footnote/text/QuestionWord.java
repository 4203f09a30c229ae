package dev.footnote.text;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * A word of a question with the terms by which passages may hold it.
 *
 * @param typed as it was typed, in lower case
 * @param kind how it came to be a word
 * @param terms its term in each language in which it says something; an identifier's stands under
 *     English and is the same in all
 */
public record QuestionWord(String typed, Kind kind, Map<Language, String> terms) {

  private static final String ZEROS = ".00";

  /** How a question's word came to be one. */
  public enum Kind {
    /** A word of a language. */
    WORD,
    /** A code, a number, a pair of characters: looked for as it is. */
    IDENTIFIER,
    /** A whole number: looked for as it is and as an amount, 1295 as 1295.00, or the reverse. */
    NUMBER,
    /** Two neighbours written as one, such as {@code err4012} of "err 4012"; may be nothing. */
    JOINED
  }

  public QuestionWord {
    terms = Map.copyOf(terms);
  }

  /** The distinct terms by which passages in these languages hold it. */
  public Set<String> terms(Set<Language> languages) {
    var all = new LinkedHashSet<String>();
    for (Language language : Language.values()) {
      String term = terms.get(language);
      if (term != null && (kind != Kind.WORD || languages.contains(language))) {
        all.add(term);
        if (kind == Kind.NUMBER) {
          all.add(term.endsWith(ZEROS) ? term.substring(0, term.indexOf('.')) : term + ZEROS);
        }
      }
    }
    return all;
  }

  /**
   * What a known term must be near to for this to be a misspelling of it: the terms, and the word
   * as it was typed, since an ending may have been cut off that is none in the right spelling.
   */
  public Set<String> spellings(Set<Language> languages) {
    Set<String> all = terms(languages);
    all.add(StopWords.folded(typed));
    return all;
  }
}
