package dev.footnote.extract;

import dev.footnote.text.Language;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sentences that can't be understood without the one before, by the words they begin with, and what
 * those words refer to. Known for the languages that {@link AskingWords} knows; a sentence of
 * another language stays as it is.
 */
final class Reference {
  private static final Map<Language, Reference> BY_LANGUAGE = new EnumMap<>(Language.class);
  private static final Reference NONE = new Reference("(?!)", "(?!)", "(?!)", "(?!)");

  static {
    put(
        Language.ENGLISH,
        "It(?! (?:is|was) \\w+ (?:to|that)\\b)|They|He|She",
        "Its|Their|His|Her|This|These|Those|Such|Otherwise|Instead|Then|If (?:so|not)|Both|The latter",
        "is|are|was|were|has|have|had|can|could|must|may|might|will|would|shall|should|does|do|did",
        "The|A|An|Each|Every|Your|Our|All|Any|This|These|Some");
    put(
        Language.GERMAN,
        "Er|Sie|Es(?! (?:gibt|ist|war|wird|wurde)\\b)",
        "Sein\\w{0,2}|Ihr\\w{0,2}|Dies\\w{0,2}|Solche\\w?|Andernfalls|Stattdessen|Dann|Dabei|Dadurch"
            + "|Damit|Dafür|Hierbei|Hierzu|Daher|Deshalb|Beide",
        "ist|sind|war|waren|hat|haben|hatte|hatten|kann|können|konnte|muss|müssen|darf|dürfen|soll"
            + "|sollen|wird|werden|wurde|wurden",
        "Der|Die|Das|Ein|Eine|Jede[rs]?|Alle|Unsere?|Ihre?");
    put(
        Language.FRENCH,
        "Il(?! (?:est|y|faut|s'agit)\\b)|Elle|Ils|Elles",
        "Celui-ci|Celle-ci|Cela|Ceux-ci|Son|Sa|Ses|Leurs?|Cet?|Cette|Ces|Sinon|Dans ce cas|Ainsi",
        "est|sont|était|étaient|a|ont|avait|peut|peuvent|doit|doivent|sera|seront|fut|furent",
        "Le|La|Les|L['’]\\p{L}+|Une?|Chaque|Tous|Toutes|Votre|Notre");
    put(
        Language.SPANISH,
        "Él|Ella|Ellos|Ellas",
        "Ésta|Éste|Éstos|Éstas|Esto|Su|Sus|Este|Esta|Estos|Estas|De lo contrario|Entonces|En ese caso|Ambos",
        "es|son|era|eran|fue|fueron|ha|han|puede|pueden|debe|deben|será|serán|está|están|tiene|tienen",
        "El|La|Los|Las|Una?|Cada|Todos|Todas");
    put(
        Language.ITALIAN,
        "Esso|Essa|Essi|Esse|Egli|Lui|Lei|Loro",
        "Ciò|Il suo|La sua|I suoi|Le sue|Quest[oaie]|Altrimenti|In tal caso|Entrambi",
        "è|sono|era|erano|fu|furono|ha|hanno|può|possono|deve|devono|sarà|saranno|viene|vengono",
        "Il|Lo|La|I|Gli|Le|L['’]\\p{L}+|Una?|Un['’]\\p{L}+|Ogni|Tutti|Tutte");
    put(
        Language.DUTCH,
        "Hij|Zij|Ze|Het(?! (?:is|was) \\w+ (?:om|dat)\\b)(?= (?:is|was|werd|wordt|kan|moet|heeft|had)\\b)",
        "Die|Zijn|Haar|Hun|Deze|Dit|Anders|In dat geval|Dan|Daarbij|Daardoor|Beide",
        "is|zijn|was|waren|heeft|hebben|had|kan|kunnen|moet|moeten|mag|mogen|zal|zullen|wordt|worden|werd",
        "De|Het|Een|Elke|Elk|Alle|Uw|Onze");
    put(
        Language.PORTUGUESE,
        "Ele|Ela|Eles|Elas",
        "Isto|Isso|Ess[ea]s?|Seu|Sua|Seus|Suas|Est[ea]s?|Caso contrário|Então|Nesse caso|Ambos",
        "é|são|era|eram|foi|foram|tem|têm|pode|podem|deve|devem|será|serão|está|estão",
        "O|A|Os|As|Uma?|Cada|Todos|Todas");
  }

  private static final int REFERENT_WORDS_MAX = 6;

  private final Pattern pronoun;
  private final Pattern leaning;
  private final Pattern subject;
  private final Pattern article;

  private Reference(String pronoun, String leaning, String verb, String article) {
    this.pronoun = Pattern.compile("(?U)^\\p{P}*(?:" + pronoun + ")(?=\\s+\\p{Ll})");
    this.leaning = Pattern.compile("(?U)^\\p{P}*(?:" + leaning + ")\\b");
    this.subject =
        Pattern.compile(
            "(?U)^((?:"
                + article
                + ")(?: [\\p{L}\\p{N}'’-]+){1,"
                + REFERENT_WORDS_MAX
                + "}?|\\p{Lu}[\\p{L}'’.-]+(?: \\p{Lu}[\\p{L}'’.-]+){1,2}) (?:"
                + verb
                + ")\\b");
    this.article = Pattern.compile("(?U)^(?:" + article + ")(?= )");
  }

  static Reference in(Language language) {
    return BY_LANGUAGE.getOrDefault(language, NONE);
  }

  /** Whether the sentence speaks of something that the one before names. */
  boolean leansBack(String sentence) {
    return pronoun.matcher(sentence).find() || leaning.matcher(sentence).find();
  }

  /** The sentence with what its pronoun stands for in brackets behind it. */
  String resolved(String sentence, String referent) {
    Matcher word = pronoun.matcher(sentence);
    if (!word.find()) {
      throw new IllegalArgumentException("No pronoun begins: " + sentence);
    }
    return sentence.substring(0, word.end())
        + " ["
        + referent
        + "]"
        + sentence.substring(word.end());
  }

  /**
   * What the sentence's first pronoun stands for; empty if it begins with none, or that is unclear.
   */
  Optional<String> referent(String sentence, String before) {
    return pronoun.matcher(sentence).find() ? subjectOf(before) : Optional.empty();
  }

  private Optional<String> subjectOf(String sentence) {
    Matcher found = subject.matcher(sentence);
    if (!found.find() || leansBack(sentence)) {
      return Optional.empty();
    }
    String referent = found.group(1);
    Matcher begins = article.matcher(referent);
    return Optional.of(
        begins.find()
            ? Character.toLowerCase(referent.charAt(0)) + referent.substring(1)
            : referent);
  }

  private static void put(
      Language language, String pronoun, String leaning, String verb, String article) {
    BY_LANGUAGE.put(language, new Reference(pronoun, leaning, verb, article));
  }
}
