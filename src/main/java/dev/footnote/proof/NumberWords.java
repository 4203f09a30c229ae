package dev.footnote.proof;

import dev.footnote.text.Language;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Numbers, magnitudes, months and units in words, in English, German, French and Spanish. */
final class NumberWords {
  private static final List<List<String>> MONTHS =
      List.of(
          words("january januar jänner janvier enero jan"),
          words("february februar février febrero feb"),
          words("march märz mars marzo mar mär"),
          words("april avril abril apr"),
          words("may mai mayo"),
          words("june juni juin junio jun"),
          words("july juli juillet julio jul"),
          words("august août agosto aug"),
          words("september septembre septiembre sept sep"),
          words("october oktober octobre octubre oct okt"),
          words("november novembre noviembre nov"),
          words("december dezember décembre diciembre dec dez"));

  private static final Map<String, BigDecimal> MAGNITUDES =
      Map.ofEntries(
          times(100, "hundred"),
          times(1_000, "thousand"),
          times(1_000, "tausend"),
          times(1_000, "mille"),
          times(1_000, "mil"),
          times(1_000, "k"),
          times(1_000_000, "million"),
          times(1_000_000, "millionen"),
          times(1_000_000, "millions"),
          times(1_000_000, "millones"),
          times(1_000_000, "millón"),
          times(1_000_000, "mio"),
          times(1_000_000_000L, "billion"),
          times(1_000_000_000L, "milliarde"),
          times(1_000_000_000L, "milliarden"),
          times(1_000_000_000L, "milliards"),
          times(1_000_000_000L, "mrd"),
          times(1_000_000_000L, "bn"),
          times(1_000_000_000_000L, "trillion"));

  private static final Map<String, String> UNITS =
      Map.ofEntries(
          Map.entry("%", "%"),
          Map.entry("percent", "%"),
          Map.entry("per cent", "%"),
          Map.entry("prozent", "%"),
          Map.entry("pour cent", "%"),
          Map.entry("por ciento", "%"),
          Map.entry("$", "USD"),
          Map.entry("us$", "USD"),
          Map.entry("usd", "USD"),
          Map.entry("dollars", "USD"),
          Map.entry("dollar", "USD"),
          Map.entry("€", "EUR"),
          Map.entry("eur", "EUR"),
          Map.entry("euros", "EUR"),
          Map.entry("euro", "EUR"),
          Map.entry("£", "GBP"),
          Map.entry("gbp", "GBP"),
          Map.entry("pounds", "GBP"),
          Map.entry("pfund", "GBP"),
          Map.entry("¥", "JPY"),
          Map.entry("chf", "CHF"),
          Map.entry("franken", "CHF"));

  private static final Map<Language, Map<String, BigDecimal>> BY_LANGUAGE =
      Map.of(
          Language.ENGLISH,
          values(
              "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
                  + " seventeen eighteen nineteen twenty",
              "twenty:20 thirty:30 forty:40 fifty:50 sixty:60 seventy:70 eighty:80 ninety:90 hundred:100"
                  + " thousand:1000 million:1000000 billion:1000000000 dozen:12 half:0.5 twice:2"
                  + " third:3 fourth:4 fifth:5 sixth:6 seventh:7 eighth:8 ninth:9 tenth:10 eleventh:11 twelfth:12"),
          Language.GERMAN,
          values(
              "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn"
                  + " siebzehn achtzehn neunzehn zwanzig",
              "ein:1 eine:1 einen:1 einem:1 einer:1 zwanzig:20 dreißig:30 vierzig:40 fünfzig:50 sechzig:60 siebzig:70"
                  + " achtzig:80 neunzig:90 hundert:100 tausend:1000 dutzend:12 hälfte:0.5 halb:0.5 halbe:0.5 halben:0.5"
                  + " zweite:2 zweiten:2 zweiter:2 dritte:3 dritten:3 dritter:3 vierte:4 vierten:4 fünfte:5 fünften:5"
                  + " sechste:6 sechsten:6 siebte:7 siebten:7 achte:8 achten:8 neunte:9 neunten:9 zehnte:10 zehnten:10"),
          Language.FRENCH,
          values(
              "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
              "une:1 vingt:20 trente:30 quarante:40 cinquante:50 soixante:60 cent:100 mille:1000 moitié:0.5"),
          Language.SPANISH,
          values(
              "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince",
              "un:1 una:1 veinte:20 treinta:30 cuarenta:40 cincuenta:50 sesenta:60 cien:100 mil:1000 mitad:0.5"));

  private NumberWords() {}

  private static List<String> words(String words) {
    return List.of(words.split(" "));
  }

  private static Map.Entry<String, BigDecimal> times(long value, String word) {
    return Map.entry(word, BigDecimal.valueOf(value));
  }

  private static Map<String, BigDecimal> values(String counted, String others) {
    var values = new HashMap<String, BigDecimal>();
    List<String> fromZero = words(counted);
    for (int i = 0; i < fromZero.size(); i++) {
      values.put(fromZero.get(i), BigDecimal.valueOf(i));
    }
    for (String other : words(others)) {
      String[] named = other.split(":");
      values.put(named[0], new BigDecimal(named[1]));
    }
    return Map.copyOf(values);
  }

  static Map<String, BigDecimal> of(Language language) {
    return BY_LANGUAGE.getOrDefault(language, Map.of());
  }

  /** A number in one word, "twenty-five" and "fünfundzwanzig" included; null if it is none. */
  static @Nullable BigDecimal value(String lower, Map<String, BigDecimal> known) {
    BigDecimal value = known.get(lower);
    if (value != null) {
      return value;
    }
    int hyphen = lower.indexOf('-');
    int und = lower.indexOf("und");
    BigDecimal ones = null;
    BigDecimal tens = null;
    if (hyphen > 0) {
      tens = known.get(lower.substring(0, hyphen));
      ones = known.get(lower.substring(hyphen + 1));
    } else if (und > 0) {
      ones = known.get(lower.substring(0, und));
      tens = known.get(lower.substring(und + 3));
    }
    if (tens == null || ones == null || tens.intValue() < 20 || ones.intValue() > 9) {
      return null;
    }
    return tens.add(ones);
  }

  /** From 1. */
  static int month(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    int month = 0;
    while (!MONTHS.get(month).contains(lower)) {
      month++;
    }
    return month + 1;
  }

  static BigDecimal magnitude(@Nullable String word) {
    return word == null
        ? BigDecimal.ONE
        : MAGNITUDES.getOrDefault(word.toLowerCase(Locale.ROOT), BigDecimal.ONE);
  }

  static String unit(@Nullable String word) {
    return word == null ? "" : UNITS.getOrDefault(word.toLowerCase(Locale.ROOT), "");
  }

  static String monthPattern() {
    return longestFirst(MONTHS.stream().flatMap(List::stream));
  }

  static String magnitudePattern() {
    return longestFirst(MAGNITUDES.keySet().stream());
  }

  static String unitPattern() {
    return longestFirst(UNITS.keySet().stream().filter(unit -> unit.matches("\\p{L}.*")));
  }

  private static String longestFirst(Stream<String> words) {
    return words
        .sorted((a, b) -> b.length() - a.length())
        .collect(Collectors.joining("|"))
        .replace("$", "\\$");
  }
}
