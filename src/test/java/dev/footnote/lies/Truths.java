package dev.footnote.lies;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Ways to say a sentence of a document truly, by rules. Each gives null where it can't. */
final class Truths {
  private static final Pattern ADJUNCT =
      Pattern.compile(
          "((?:In|On|At|After|During|For|With|By|Since|Under|From) [^,]{3,60}), (.+)\\.");
  private static final Pattern BRACKETS = Pattern.compile(" ?\\([^()]*\\)");
  private static final Pattern LAST_CLAUSE =
      Pattern.compile(
          "(.{50,}?), (?:which|where|who|while|including|such as|as well as|wobei|während|die|der|das|was|darunter|einschließlich) [^,]+\\.");
  private static final Pattern PASSIVE =
      Pattern.compile("(.{5,80}?) (was|were|is|are) (\\p{L}+ed) by ([^,;:]{3,60})\\.");

  private static final Map<String, String> ENGLISH =
      Map.ofEntries(
          Map.entry("large", "big"),
          Map.entry("important", "significant"),
          Map.entry("began", "started"),
          Map.entry("also", "additionally"),
          Map.entry("many", "numerous"),
          Map.entry("use", "employ"),
          Map.entry("used", "employed"),
          Map.entry("provide", "supply"),
          Map.entry("provides", "supplies"),
          Map.entry("require", "need"),
          Map.entry("requires", "needs"),
          Map.entry("show", "demonstrate"),
          Map.entry("help", "assist"),
          Map.entry("obtain", "get"),
          Map.entry("receive", "get"),
          Map.entry("located", "situated"),
          Map.entry("created", "made"),
          Map.entry("often", "frequently"),
          Map.entry("about", "approximately"),
          Map.entry("because", "since"),
          Map.entry("ensure", "make sure"),
          Map.entry("employees", "workers"),
          Map.entry("called", "named"),
          Map.entry("such as", "like"),
          Map.entry("purchase", "buy"),
          Map.entry("common", "widespread"),
          Map.entry("entire", "whole"),
          Map.entry("built", "constructed"),
          Map.entry("became", "turned into"),
          Map.entry("several", "a number of"));
  private static final Map<String, String> GERMAN =
      Map.ofEntries(
          Map.entry("auch", "ebenfalls"),
          Map.entry("jedoch", "allerdings"),
          Map.entry("begann", "startete"),
          Map.entry("verwendet", "genutzt"),
          Map.entry("viele", "zahlreiche"),
          Map.entry("etwa", "ungefähr"),
          Map.entry("wichtig", "bedeutend"),
          Map.entry("oft", "häufig"),
          Map.entry("gebaut", "errichtet"),
          Map.entry("weil", "da"),
          Map.entry("erhielt", "bekam"),
          Map.entry("große", "bedeutende"),
          Map.entry("wichtigsten", "bedeutendsten"),
          Map.entry("gegründet", "ins Leben gerufen"),
          Map.entry("mehrere", "einige"),
          Map.entry("insgesamt", "zusammen"),
          Map.entry("sowie", "und"),
          Map.entry("verschiedene", "unterschiedliche"),
          Map.entry("bezeichnet", "genannt"));

  private Truths() {}

  static @Nullable String reordered(String sentence) {
    Matcher m = ADJUNCT.matcher(sentence);
    return m.matches() && !m.group(2).contains(",")
        ? capital(m.group(2)) + " " + lower(m.group(1)) + "."
        : null;
  }

  static @Nullable String active(String sentence) {
    Matcher m = PASSIVE.matcher(sentence);
    return m.matches() && !m.group(1).contains(",") && !m.group(4).contains(" and ")
        ? capital(m.group(4)) + " " + m.group(3) + " " + lower(m.group(1)) + "."
        : null;
  }

  static @Nullable String synonyms(String sentence, boolean german) {
    String said = sentence;
    for (var pair : (german ? GERMAN : ENGLISH).entrySet()) {
      said = said.replaceAll("\\b" + pair.getKey() + "\\b", pair.getValue());
    }
    return said.equals(sentence) ? null : said;
  }

  static @Nullable String shortened(String sentence) {
    String without = BRACKETS.matcher(sentence).replaceAll("");
    Matcher m = LAST_CLAUSE.matcher(without);
    String said = m.matches() ? m.group(1) + "." : without;
    return said.equals(sentence) ? null : said;
  }

  static String framed(String sentence, boolean german, int variant) {
    List<String> frames =
        german
            ? List.of("Laut dem Dokument gilt: %s", "Ja, %s", "Im Text steht: %s")
            : List.of("According to the document, %s", "Yes, %s", "The text states that %s");
    return frames.get(variant % frames.size()).formatted(lower(sentence));
  }

  static String joined(String first, String second, boolean german) {
    return first.substring(0, first.length() - 1) + (german ? ", und " : ", and ") + lower(second);
  }

  /** A sentence's beginning inside another one: articles lose their capital, names don't. */
  static String lower(String sentence) {
    String first = sentence.split(" ", 2)[0];
    List<String> common =
        List.of(
            "The", "A", "An", "In", "On", "At", "After", "During", "For", "With", "By", "Since",
            "Under", "From", "All", "Some", "Many", "Most", "When", "If", "You", "Your", "We",
            "There", "Der", "Die", "Das", "Ein", "Eine", "Im", "Am", "Auf", "Nach", "Bei", "Mit",
            "Zu", "Viele", "Als", "Wenn", "Um", "Für", "Aus");
    return common.contains(first)
        ? sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1)
        : sentence;
  }

  static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
