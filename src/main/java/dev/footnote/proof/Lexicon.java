package dev.footnote.proof;

import dev.footnote.text.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What some words of a language do to a statement, from {@code lexicon-de.txt} and its like beside
 * this class. All words are in lower case as written. Of a language without such a file nothing is
 * known, and its negations go unseen.
 *
 * @param negation words that deny
 * @param light words that a retelling may add or leave out
 * @param relation words that say how two things hang together, beyond that both are so
 * @param joints words that join clauses
 * @param pronouns words that may be a clause's subject
 * @param determiners words after which a German capital is no name
 * @param titles words after which a capital is a name
 * @param copulas words that say of something what it is
 * @param participles endings of words that say with a copula what is done
 * @param impersonal subjects that stand for none, as in "it is good to know"
 * @param prefixes beginnings that turn a word into its opposite
 * @param opposites by word
 * @param same words that may stand for each other, by word: the first of their row
 */
record Lexicon(
    Set<String> negation,
    Set<String> light,
    Set<String> relation,
    Set<String> joints,
    Set<String> pronouns,
    Set<String> determiners,
    Set<String> titles,
    Set<String> copulas,
    Set<String> participles,
    Set<String> impersonal,
    Set<String> prefixes,
    Map<String, Set<String>> opposites,
    Map<String, String> same) {
  private static final Map<Language, Lexicon> BY_LANGUAGE = new ConcurrentHashMap<>();

  static Lexicon of(Language language) {
    return BY_LANGUAGE.computeIfAbsent(language, Lexicon::read);
  }

  private static Lexicon read(Language language) {
    Map<String, Set<String>> lists = new HashMap<>();
    Map<String, String> same = new HashMap<>();
    for (String line : lines(language)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] named = line.split(": ", 2);
        List<String> words = Arrays.asList(named[1].split(" "));
        if (named[0].equals("same")) {
          words.forEach(word -> same.putIfAbsent(word, words.getFirst()));
        } else {
          lists.computeIfAbsent(named[0], any -> new HashSet<>()).addAll(words);
        }
      }
    }
    Set<String> negation = lists.getOrDefault("negation", Set.of());
    return new Lexicon(
        negation,
        lists.getOrDefault("light", Set.of()),
        lists.getOrDefault("relation", Set.of()),
        lists.getOrDefault("joints", Set.of()),
        lists.getOrDefault("pronouns", Set.of()),
        lists.getOrDefault("determiners", Set.of()),
        lists.getOrDefault("titles", Set.of()),
        lists.getOrDefault("copulas", Set.of()),
        lists.getOrDefault("participles", Set.of()),
        lists.getOrDefault("impersonal", Set.of()),
        lists.getOrDefault("prefixes", Set.of()),
        opposites(lists.getOrDefault("opposites", Set.of()), negation),
        same);
  }

  /** A pair with a denying word in it is seen as a negation already. */
  private static Map<String, Set<String>> opposites(Set<String> pairs, Set<String> negation) {
    Map<String, Set<String>> opposites = new HashMap<>();
    for (String pair : pairs) {
      String[] words = pair.split("/");
      if (!negation.contains(words[0]) && !negation.contains(words[1])) {
        opposites.computeIfAbsent(words[0], any -> new HashSet<>()).add(words[1]);
        opposites.computeIfAbsent(words[1], any -> new HashSet<>()).add(words[0]);
      }
    }
    return opposites;
  }

  private static List<String> lines(Language language) {
    try (InputStream file =
        Lexicon.class.getResourceAsStream("lexicon-" + language.code() + ".txt")) {
      return file == null
          ? List.of()
          : new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
