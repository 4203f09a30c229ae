package dev.footnote.lies;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Ways to falsify a sentence of a document. Each gives null where it can't. */
final class Lies {
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?U)\\b\\d+(?:[.,]\\d+)*\\b|\\b(?:two|three|four|five|six|seven|eight|ten|zwei|drei|vier|fünf|sechs|sieben|acht|zehn)\\b");
  private static final Pattern CAPITAL =
      Pattern.compile("\\p{Lu}\\p{L}{2,}(?: \\p{Lu}\\p{L}{2,})*");
  private static final Pattern ENGLISH_VERB =
      Pattern.compile(" (is|are|was|were|has|have|had|can|will|must|should|may|could|would) ");
  private static final Pattern ENGLISH_NOT =
      Pattern.compile(" (?:not|never) |(?<=can)not |n['’]t\\b");
  private static final Pattern GERMAN_END = Pattern.compile(" (\\p{Ll}+(?:t|en))\\.$");
  private static final Pattern GERMAN_VERB =
      Pattern.compile(
          " (ist|sind|war|waren|wird|werden|wurde|wurden|hat|haben|hatte|kann|können|muss|müssen) ");

  /** A subject of its own: no clause, and a word that says something. */
  private static final Pattern SUBJECT =
      Pattern.compile(
          "(?!(?:If|For|With|In|On|When|As|While|After|Additionally|Overall|There|Wenn|Als|Im|In|Bei|Nach)\\b)[^,]*\\p{L}{5,}[^,]*");

  private static final List<String> NUMBER_WORDS =
      List.of("two", "three", "four", "five", "six", "seven", "eight", "ten");
  private static final List<String> GERMAN_NUMBER_WORDS =
      List.of("zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "zehn");
  private static final List<String> STRANGERS =
      List.of(
          "Margaret Holloway",
          "Dieter Kranz",
          "Ottawa",
          "Lindqvist",
          "Brasília",
          "Okafor",
          "Nakamura",
          "Lisbon",
          "Petrov",
          "Helsinki");
  private static final Map<String, String> OPPOSITE =
      Map.ofEntries(
          Map.entry("more", "less"),
          Map.entry("before", "after"),
          Map.entry("after", "before"),
          Map.entry("largest", "smallest"),
          Map.entry("increase", "decrease"),
          Map.entry("increased", "decreased"),
          Map.entry("first", "last"),
          Map.entry("high", "low"),
          Map.entry("higher", "lower"),
          Map.entry("always", "never"),
          Map.entry("most", "least"),
          Map.entry("northern", "southern"),
          Map.entry("allowed", "forbidden"),
          Map.entry("required", "optional"),
          Map.entry("with", "without"),
          Map.entry("early", "late"),
          Map.entry("mehr", "weniger"),
          Map.entry("vor", "nach"),
          Map.entry("nach", "vor"),
          Map.entry("größte", "kleinste"),
          Map.entry("ersten", "letzten"),
          Map.entry("erste", "letzte"),
          Map.entry("hohe", "niedrige"),
          Map.entry("immer", "nie"),
          Map.entry("mit", "ohne"),
          Map.entry("südlichen", "nördlichen"),
          Map.entry("höher", "niedriger"),
          Map.entry("möglich", "unmöglich"));

  private static final List<String> ENGLISH_ADDITIONS =
      List.of(
          ", and a full refund is granted on request.",
              ", which was later confirmed by an independent laboratory.",
          ", so travellers should book their hotel in advance.",
              ", and the mayor received a medal for it.",
          ", although lawyers criticised the decision sharply.",
              " and comes with a complimentary laptop.",
          ", making it the most expensive project of its decade.",
              ", and children under six enter free of charge.",
          " because the previous contractor went bankrupt.",
              ", and subscribers are notified by text message.",
          ", which doubled the price of bread.", ", but only on weekends and public holidays.");
  private static final List<String> GERMAN_ADDITIONS =
      List.of(
          ", und auf Wunsch wird der volle Kaufpreis erstattet.",
              ", was später ein unabhängiges Labor bestätigte.",
          ", weshalb Reisende ihr Hotel früh buchen sollten.",
              ", und der Bürgermeister bekam dafür einen Orden.",
          ", obwohl Juristen die Entscheidung scharf kritisierten.",
              " und umfasst einen kostenlosen Laptop.",
          ", wodurch es das teuerste Projekt des Jahrzehnts wurde.",
              ", und Kinder unter sechs zahlen keinen Eintritt.",
          ", weil der vorige Auftragnehmer zahlungsunfähig war.",
              ", was den Brotpreis verdoppelte.");
  private static final List<String> ENGLISH_INVENTIONS =
      List.of(
          "The canteen serves vegetarian lunches on Fridays.",
              "Parking permits are issued by the security desk on the ground floor.",
          "The bridge collapsed during a storm and was never rebuilt.",
              "Customers may return shoes within thirty days of delivery.",
          "The composer wrote nine symphonies and two operas.",
              "Firmware updates are installed overnight by the router.",
          "The glacier retreated by forty metres last winter.",
              "Honey bees pollinate most of the orchards in the valley.",
          "A second goalkeeper was signed shortly before the season.",
              "The recipe calls for two cups of flour and a pinch of salt.");
  private static final List<String> GERMAN_INVENTIONS =
      List.of(
          "Die Kantine bietet freitags vegetarisches Essen an.",
              "Parkausweise gibt der Empfang im Erdgeschoss aus.",
          "Die Brücke stürzte bei einem Sturm ein und wurde nie wieder aufgebaut.",
              "Schuhe können Kunden dreißig Tage lang zurückgeben.",
          "Der Komponist schrieb neun Sinfonien und zwei Opern.",
              "Der Router installiert Aktualisierungen über Nacht.",
          "Der Gletscher zog sich im letzten Winter um vierzig Meter zurück.",
              "Honigbienen bestäuben die meisten Obstgärten im Tal.",
          "Ein zweiter Torwart wurde kurz vor der Saison verpflichtet.",
              "Das Rezept verlangt zwei Tassen Mehl und etwas Salz.");

  private Lies() {}

  static @Nullable String otherNumber(String sentence, Random random) {
    List<MatchResult> numbers = NUMBER.matcher(sentence).results().toList();
    if (numbers.isEmpty()) {
      return null;
    }
    MatchResult m = numbers.get(random.nextInt(numbers.size()));
    String other = m.group();
    while (other.equals(m.group()) || sentence.contains(other)) {
      other = changed(m.group(), random);
    }
    return sentence.substring(0, m.start()) + other + sentence.substring(m.end());
  }

  private static String changed(String number, Random random) {
    List<String> words = NUMBER_WORDS.contains(number) ? NUMBER_WORDS : GERMAN_NUMBER_WORDS;
    if (words.contains(number)) {
      return words.get(random.nextInt(words.size()));
    }
    var digits = new StringBuilder(number);
    int at;
    do {
      at = random.nextInt(digits.length());
    } while (!Character.isDigit(digits.charAt(at)));
    digits.setCharAt(at, (char) ('1' + random.nextInt(9)));
    return digits.length() == 1 && random.nextBoolean() ? digits + "0" : digits.toString();
  }

  /** Replaces a name by a stranger's, or by another one of the set. */
  static @Nullable String otherName(
      String sentence, Set<String> known, List<String> names, Random random) {
    List<MatchResult> found =
        CAPITAL
            .matcher(sentence)
            .results()
            .filter(m -> List.of(m.group().split(" ")).stream().allMatch(known::contains))
            .toList();
    if (found.isEmpty()) {
      return null;
    }
    MatchResult m = found.get(random.nextInt(found.size()));
    String other;
    do {
      other =
          random.nextBoolean()
              ? STRANGERS.get(random.nextInt(STRANGERS.size()))
              : names.get(random.nextInt(names.size()));
    } while (sentence.contains(other) || other.length() > 30);
    return sentence.substring(0, m.start()) + other + sentence.substring(m.end());
  }

  static @Nullable String negated(String sentence, boolean german) {
    if (!german) {
      Matcher verb = ENGLISH_VERB.matcher(sentence);
      return verb.find() && !sentence.contains(" not ")
          ? sentence.substring(0, verb.end()) + "not " + sentence.substring(verb.end())
          : null;
    }
    Matcher end = GERMAN_END.matcher(sentence);
    if (GERMAN_VERB.matcher(sentence).find() && end.find() && !sentence.contains("nicht")) {
      return sentence.substring(0, end.start()) + " nicht" + sentence.substring(end.start());
    }
    return sentence.contains(" ein ")
        ? sentence.replaceFirst(" ein ", " kein ")
        : sentence.contains(" eine ") ? sentence.replaceFirst(" eine ", " keine ") : null;
  }

  static @Nullable String affirmed(String sentence, boolean german) {
    if (german) {
      return sentence.contains(" nicht ")
          ? sentence.replaceFirst(" nicht ", " ")
          : sentence.contains(" kein") ? sentence.replaceFirst(" kein", " ein") : null;
    }
    Matcher not = ENGLISH_NOT.matcher(sentence);
    return not.find()
        ? sentence.substring(0, not.start()) + " " + sentence.substring(not.end()).stripLeading()
        : null;
  }

  static @Nullable String opposite(String sentence) {
    for (var pair : OPPOSITE.entrySet()) {
      Matcher m = Pattern.compile("(?U)\\b" + pair.getKey() + "\\b").matcher(sentence);
      if (m.find()) {
        return sentence.substring(0, m.start()) + pair.getValue() + sentence.substring(m.end());
      }
    }
    return null;
  }

  static String addition(String sentence, boolean german, Random random) {
    List<String> additions = german ? GERMAN_ADDITIONS : ENGLISH_ADDITIONS;
    return sentence.substring(0, sentence.length() - 1)
        + additions.get(random.nextInt(additions.size()));
  }

  static String invention(boolean german, Random random) {
    List<String> inventions = german ? GERMAN_INVENTIONS : ENGLISH_INVENTIONS;
    return inventions.get(random.nextInt(inventions.size()));
  }

  /** The subject of one sentence with the predicate of another. */
  static @Nullable String crossed(String first, String second, boolean german) {
    Pattern verb = german ? GERMAN_VERB : ENGLISH_VERB;
    Matcher a = verb.matcher(first);
    Matcher b = verb.matcher(second);
    boolean fits =
        a.find()
            && b.find()
            && a.start() > 5
            && SUBJECT.matcher(first.substring(0, a.start())).matches()
            && first.substring(0, a.start()).split(" ").length <= 9
            && second.length() - b.end() > 25
            && a.group().length() == b.group().length();
    return fits ? first.substring(0, a.start()) + second.substring(b.start()) : null;
  }

  static String caused(String first, String second, boolean german, Random random) {
    List<String> links =
        german
            ? List.of(", weil %s", ", und deshalb gilt: %s")
            : List.of(" because %s", ", and therefore %s");
    return first.substring(0, first.length() - 1)
        + links.get(random.nextInt(links.size())).formatted(Truths.lower(second));
  }

  /** A quotation with one of its longer words exchanged for one of another sentence. */
  static @Nullable String misquoted(String sentence, String other, boolean german, Random random) {
    String[] words = sentence.split(" ");
    List<String> long1 =
        java.util.Arrays.stream(words).filter(w -> w.matches("\\p{Ll}{6,}")).toList();
    List<String> long2 =
        java.util.Arrays.stream(other.split(" "))
            .filter(w -> w.matches("\\p{Ll}{6,}") && !sentence.contains(w))
            .toList();
    if (long1.isEmpty() || long2.isEmpty()) {
      return null;
    }
    String wrong =
        sentence.replaceFirst(
            "\\b" + long1.get(random.nextInt(long1.size())) + "\\b",
            long2.get(random.nextInt(long2.size())));
    return wrong.equals(sentence) ? null : quoted(wrong, german);
  }

  static String quoted(String sentence, boolean german) {
    return german
        ? "Im Dokument steht: „" + sentence + "“"
        : "The document says: “" + sentence + "”";
  }

  static String upper(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
