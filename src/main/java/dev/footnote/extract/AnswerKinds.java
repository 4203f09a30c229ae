package dev.footnote.extract;

import com.ibm.icu.text.RuleBasedNumberFormat;
import com.ibm.icu.util.ULocale;
import dev.footnote.evidence.Unit;
import dev.footnote.text.Language;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Whether a text in some language holds the kind of thing that was asked for. Numbers in words, the
 * names of months and of days come from CLDR, so that they are known in every language.
 */
final class AnswerKinds {
  private static final Map<Language, AnswerKinds> BY_LANGUAGE = new ConcurrentHashMap<>();

  private static final Pattern CAPITALISED =
      Pattern.compile("(?U)(?<=[\\p{L}\\p{N},;:'\"(] ?)\\b\\p{Lu}[\\p{L}\\p{N}.'-]+");

  /** In German every noun has a capital: a name is two of them, or one behind a preposition. */
  private static final Pattern CAPITALISED_IN_GERMAN =
      Pattern.compile(
          "(?U)\\b\\p{Lu}[\\p{L}\\p{N}.'-]+ (?:(?:von|van|de|der|du|la) )?\\p{Lu}[\\p{L}.'-]+"
              + "|\\b(?:in|aus|von|nach|bei|durch|für|mit|wie) \\p{Lu}[\\p{L}.'-]+"
              + "|\\b\\p{Lu}\\p{L}*\\p{Lu}\\p{L}*\\b");

  private static final Map<Language, String> REASONS =
      Map.of(
          Language.ENGLISH,
          "because|since|due to|so that|in order to|as a result|therefore|caused?|owing to|reasons?"
              + "|to (?:avoid|prevent|ensure|keep|protect|make)",
          Language.GERMAN,
          "weil|da|damit|wegen|aufgrund|um .{1,80} zu|daher|deshalb|denn|infolge|grund|gründe|dadurch",
          Language.FRENCH,
          "parce que|car|afin|pour que|en raison|à cause|grâce à|raisons?|puisque",
          Language.SPANISH,
          "porque|debido a|para que|a causa|ya que|por lo que|razón|razones",
          Language.ITALIAN,
          "perché|poiché|a causa|affinché|dovuto|motiv[oi]|grazie a",
          Language.DUTCH,
          "omdat|doordat|zodat|vanwege|door|daarom|wegens|redenen?",
          Language.PORTUGUESE,
          "porque|devido|para que|por causa|pois|razão|razões");

  private static final Map<Language, String> DATES =
      Map.of(
          Language.ENGLISH,
          "century|daily|weekly|monthly|annually|quarterly"
              + "|(?:within|after|before|until|by)\\b.{0,20}\\b(?:minutes?|hours?|days?|weeks?|months?|years?)",
          Language.GERMAN,
          "jahrhunderts?|täglich|wöchentlich|monatlich|jährlich"
              + "|(?:nach|vor|bis|binnen|innerhalb)\\b.{0,20}\\b(?:minuten?|stunden?|tag(?:en)?|wochen?|monaten?|jahren?)",
          Language.FRENCH,
          "siècle|(?:après|avant|dans)\\b.{0,20}\\b(?:heures?|jours?|semaines?|mois|ans?|années?)",
          Language.SPANISH,
          "siglo|(?:después|antes|dentro)\\b.{0,20}\\b(?:horas?|días?|semanas?|meses|mes|años?)",
          Language.ITALIAN,
          "secolo|(?:dopo|prima|entro)\\b.{0,20}\\b(?:ore|ora|giorn[oi]|settiman[ae]|mes[ei]|ann[oi])",
          Language.DUTCH,
          "eeuw|(?:na|voor|binnen)\\b.{0,20}\\b(?:uur|uren|dag(?:en)?|weken|week|maand(?:en)?|jaar)",
          Language.PORTUGUESE,
          "século|(?:após|antes|dentro)\\b.{0,20}\\b(?:horas?|dias?|semanas?|meses|mês|anos?)");

  private static final Map<Language, String> COPULAS =
      Map.of(
          Language.ENGLISH, "is|are|was|were|means?|refers? to|stands for|occurs when",
          Language.GERMAN, "ist|sind|war|waren|bedeutet|bezeichnet|heißt",
          Language.FRENCH, "est|sont|était|signifie|désigne",
          Language.SPANISH, "es|son|era|significa|designa",
          Language.ITALIAN, "è|sono|era|significa",
          Language.DUTCH, "is|zijn|was|betekent",
          Language.PORTUGUESE, "é|são|era|significa");

  private static final String NEVER = "(?!)";

  private final Map<AskedFor.Kind, Pattern> patterns = new EnumMap<>(AskedFor.Kind.class);

  private AnswerKinds(Language language) {
    patterns.put(
        AskedFor.Kind.NUMBER, Pattern.compile("(?iU)\\d|\\b(?:" + numbers(language) + ")\\b"));
    patterns.put(
        AskedFor.Kind.DATE,
        Pattern.compile(
            "(?iU)\\b(?:1\\d{3}|20\\d{2})(?:s|er)?\\b|\\d{1,2}:\\d{2}|\\b\\d{1,2}(?:st|nd|rd|th)\\b|\\b(?:"
                + calendar(language)
                + ")\\b|\\b(?:"
                + DATES.getOrDefault(language, NEVER)
                + ")\\b"));
    patterns.put(
        AskedFor.Kind.NAME, language == Language.GERMAN ? CAPITALISED_IN_GERMAN : CAPITALISED);
    patterns.put(
        AskedFor.Kind.REASON,
        Pattern.compile("(?iU)\\b(?:" + REASONS.getOrDefault(language, NEVER) + ")\\b"));
    patterns.put(
        AskedFor.Kind.DEFINITION,
        Pattern.compile(
            "(?iU)^(?:\\S+ ){1,7}?(?:"
                + COPULAS.getOrDefault(language, NEVER)
                + ")\\b|^[^:]{2,60}: "));
  }

  static AnswerKinds in(Language language) {
    return BY_LANGUAGE.computeIfAbsent(language, AnswerKinds::new);
  }

  /**
   * Whether the unit holds it.
   *
   * @param questionTerms terms of the question: a name or number that the asker gave is no answer
   */
  boolean holds(AskedFor.Kind kind, Unit unit, Set<String> questionTerms) {
    return switch (kind) {
      case NUMBER, DATE, NAME -> holdsNew(pattern(kind), unit.text(), questionTerms);
      case REASON -> pattern(kind).matcher(unit.text()).find();
      case DEFINITION ->
          pattern(kind).matcher(unit.text()).find()
              && unit.words().stream().limit(3).anyMatch(questionTerms::contains);
      case PROCEDURE -> unit.kind() == Unit.Kind.LIST_ITEM || unit.announces();
    };
  }

  private Pattern pattern(AskedFor.Kind kind) {
    Pattern pattern = patterns.get(kind);
    if (pattern == null) {
      throw new IllegalArgumentException("No words show a " + kind);
    }
    return pattern;
  }

  private static boolean holdsNew(Pattern pattern, String text, Set<String> questionTerms) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      int end = matcher.end();
      while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
        end++;
      }
      String word = text.substring(matcher.start(), end).toLowerCase(Locale.ROOT);
      if (!questionTerms.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /** Two to twenty, the tens, hundred, thousand and a few words that a rule does not give. */
  private static String numbers(Language language) {
    var speller =
        new RuleBasedNumberFormat(
            ULocale.forLanguageTag(language.code()), RuleBasedNumberFormat.SPELLOUT);
    Stream<String> spelled =
        LongStream.concat(
                LongStream.rangeClosed(2, 20),
                LongStream.of(30, 40, 50, 60, 70, 80, 90, 100, 1_000))
            .mapToObj(speller::format)
            .map(word -> word.replace("\u00ad", ""));
    String others =
        switch (language) {
          case ENGLISH ->
              "one|dozen|hundred|thousand|[mb]illions?|once|twice|half|third|quarter|no limit|unlimited";
          case GERMAN ->
              "hundert|tausend|millionen|milliarden|einmal|zweimal|hälfte|drittel|viertel|dutzend";
          case FRENCH -> "cent|mille|millions?|milliards?|moitié|tiers|quart|douzaine";
          case SPANISH -> "cien|mil|millones|mitad|tercio|cuarto|docena";
          case ITALIAN -> "cento|mille|mila|milioni|metà|terzo|quarto|dozzina";
          case DUTCH -> "honderd|duizend|miljoen|miljard|helft|derde|kwart|dozijn";
          case PORTUGUESE -> "cem|mil|milhões|metade|terço|quarto|dúzia";
          default -> NEVER;
        };
    return spelled.map(Pattern::quote).collect(Collectors.joining("|")) + "|" + others;
  }

  private static String calendar(Language language) {
    Locale locale = Locale.of(language.code());
    Stream<String> months =
        Arrays.stream(Month.values())
            // "May" in a text is the verb more often than the month.
            .filter(month -> language != Language.ENGLISH || month != Month.MAY)
            .flatMap(
                month ->
                    Stream.of(
                        month.getDisplayName(TextStyle.FULL, locale),
                        month.getDisplayName(TextStyle.FULL_STANDALONE, locale)));
    Stream<String> days =
        Arrays.stream(DayOfWeek.values()).map(day -> day.getDisplayName(TextStyle.FULL, locale));
    return Stream.concat(months, days)
        .distinct()
        .map(Pattern::quote)
        .collect(Collectors.joining("|"));
  }
}
