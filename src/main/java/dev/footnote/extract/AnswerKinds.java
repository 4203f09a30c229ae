package dev.footnote.extract;

import dev.footnote.evidence.Unit;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a text holds the kind of thing that was asked for. */
public final class AnswerKinds {
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?iU)\\d|\\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen"
              + "|twenty|thirty|forty|fifty|hundred|thousand|million|billion|once|twice|half|third"
              + "|quarter|no limit|unlimited|zwei|drei|vier|fünf|sechs|zehn)\\b");
  private static final Pattern DATE =
      Pattern.compile(
          "(?iU)\\b(?:1\\d{3}|20\\d{2})s?\\b|\\d{1,2}:\\d{2}|\\b\\d{1,2}(?:st|nd|rd|th)\\b"
              + "|\\b(?:january|february|march|april|june|july|august|september|october|november"
              + "|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|century|daily"
              + "|weekly|monthly|annually|quarterly|januar|februar|märz|mai|juni|juli|oktober|dezember)\\b"
              + "|\\b(?:within|after|before|until|by)\\b.{0,20}\\b(?:minutes?|hours?|days?|weeks?|months?|years?)\\b");
  private static final Pattern CAPITALISED =
      Pattern.compile("(?U)(?<=[\\p{L}\\p{N},;:'\"(] ?)\\b\\p{Lu}[\\p{L}\\p{N}.'-]+");
  private static final Pattern REASON =
      Pattern.compile(
          "(?iU)\\b(?:because|since|due to|so that|in order to|as a result|therefore|caused?|owing to"
              + "|reasons?|to (?:avoid|prevent|ensure|keep|protect|make)|weil|damit|wegen)\\b");

  private static final Pattern DEFINES =
      Pattern.compile(
          "(?iU)^(?:\\S+ ){1,7}?(?:is|are|was|were|means?|refers? to|stands for|occurs when|ist|sind"
              + "|bedeutet)\\b|^[^:]{2,60}: ");

  private AnswerKinds() {}

  /**
   * Whether the unit holds it.
   *
   * @param questionTerms terms of the question: a name or number that the asker gave is no answer
   */
  static boolean holds(AskedFor.Kind kind, Unit unit, Set<String> questionTerms) {
    return switch (kind) {
      case NUMBER -> holdsNew(NUMBER, unit.text(), questionTerms);
      case DATE -> holdsNew(DATE, unit.text(), questionTerms);
      case NAME -> holdsNew(CAPITALISED, unit.text(), questionTerms);
      case REASON -> REASON.matcher(unit.text()).find();
      case DEFINITION -> defines(unit, questionTerms);
      case PROCEDURE -> unit.kind() == Unit.Kind.LIST_ITEM || unit.announces();
    };
  }

  /** Whether it says "X is", with the question's own words for X. */
  private static boolean defines(Unit unit, Set<String> questionTerms) {
    Matcher matcher = DEFINES.matcher(unit.text());
    return matcher.find() && unit.words().stream().limit(3).anyMatch(questionTerms::contains);
  }

  private static boolean holdsNew(Pattern pattern, String text, Set<String> questionTerms) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      int end = matcher.end();
      while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
        end++;
      }
      String word = text.substring(matcher.start(), end).toLowerCase(java.util.Locale.ROOT);
      if (!questionTerms.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
