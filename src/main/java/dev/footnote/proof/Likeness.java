package dev.footnote.proof;

import dev.footnote.text.Compounds;
import dev.footnote.text.Language;
import java.util.Collection;

/**
 * Whether two words are of one family: "reimburse" and "reimbursement", "Urlaub" and "Urlaubstag".
 */
final class Likeness {
  private static final int STEM_CHARS_MIN = 5;

  private Likeness() {}

  /** Whether any of the terms is akin to this one. */
  static boolean akin(String term, Collection<String> terms, Language language) {
    if (term.length() < STEM_CHARS_MIN) {
      return false;
    }
    boolean compounds = Compounds.LANGUAGES.contains(language);
    for (String other : terms) {
      if (akin(term, other) || (compounds && part(term, other))) {
        return true;
      }
    }
    return false;
  }

  /** A common beginning of five characters and two thirds of the longer word. */
  private static boolean akin(String a, String b) {
    int longer = Math.max(a.length(), b.length());
    int shorter = Math.min(a.length(), b.length());
    if (shorter < STEM_CHARS_MIN || longer > shorter * 2) {
      return false;
    }
    int common = 0;
    while (common < shorter && a.charAt(common) == b.charAt(common)) {
      common++;
    }
    return common >= STEM_CHARS_MIN && common * 10 >= longer * 6 && common >= shorter - 3;
  }

  private static boolean part(String a, String b) {
    String longer = a.length() >= b.length() ? a : b;
    String shorter = a.length() >= b.length() ? b : a;
    return shorter.length() >= STEM_CHARS_MIN
        && (longer.startsWith(shorter) || longer.endsWith(shorter));
  }
}
