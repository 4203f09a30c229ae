package dev.footnote.lies;

import dev.footnote.text.DocumentParser;
import dev.footnote.text.Format;
import dev.footnote.text.Language;
import dev.footnote.text.ParseLimits;
import dev.footnote.text.ParseResult;
import dev.footnote.text.Sentences;
import dev.footnote.text.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The documents of a public set, parsed and cut as the service does, in pieces of evidence. */
final class SetTexts {
  private static final int PIECE_CHARS = 1_400;
  private static final Pattern NAME =
      Pattern.compile("(?<=[\\p{Ll},] )\\p{Lu}\\p{Ll}{2,}(?: \\p{Lu}\\p{Ll}{2,})*");
  private static final Pattern PLAIN =
      Pattern.compile("\\p{Lu}[^|<>{}\\[\\]\"“”„`*_=\\n]{40,260}[.]");
  private static final Set<String> VAGUE =
      Set.of(
          "He", "She", "It", "They", "This", "These", "That", "Those", "Er", "Sie", "Es", "Dies",
          "Diese", "Dieser", "Dieses", "His", "Her", "Its", "Their", "However", "Also", "But",
          "And");

  /** A piece of a document. */
  record Piece(String doc, String text, List<String> sentences) {}

  final String name;
  final Locale locale;
  final List<Piece> pieces = new ArrayList<>();
  final List<String> names;

  /**
   * @param half "" for all documents, or "#0" or "#1" for a half of them
   */
  SetTexts(Path data, String name, String half) {
    this.name = name;
    try (Stream<Path> files = Files.list(data.resolve(name).resolve("corpus"))) {
      for (Path file : files.sorted().toList()) {
        int side = Math.floorMod(file.getFileName().toString().substring(0, 3).hashCode(), 2);
        if (half.isEmpty() || half.equals("#" + side)) {
          add(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var text = new StringBuilder();
    pieces.stream().limit(20).forEach(piece -> text.append(piece.text()));
    this.locale = Language.of(text.toString()) == Language.GERMAN ? Locale.GERMAN : Locale.ENGLISH;
    var found = new TreeSet<String>();
    var small = new HashSet<String>();
    pieces.forEach(piece -> small.addAll(List.of(piece.text().split("[^\\p{L}]+"))));
    for (Piece piece : pieces) {
      NAME.matcher(piece.text()).results().forEach(m -> found.add(m.group()));
    }
    found.removeIf(
        any ->
            Arrays.stream(any.split(" "))
                .anyMatch(w -> small.contains(w.toLowerCase(Locale.ROOT))));
    this.names = List.copyOf(found);
  }

  boolean german() {
    return locale == Locale.GERMAN;
  }

  private void add(Path file) throws IOException {
    Format format = Format.ofFileName(file.getFileName().toString()).orElse(null);
    if (format == null) {
      return;
    }
    var parser = new DocumentParser(ParseLimits.defaults());
    if (parser.parse(format, Files.readAllBytes(file)) instanceof ParseResult.Parsed parsed) {
      var piece = new StringBuilder();
      for (String line : parsed.document().text().split("\n")) {
        if (piece.length() + line.length() > PIECE_CHARS && !piece.isEmpty()) {
          add(file, piece.toString());
          piece.setLength(0);
        }
        piece.append(line).append('\n');
      }
      add(file, piece.toString());
    }
  }

  private void add(Path file, String text) {
    String stripped = text.strip();
    if (stripped.length() > 100) {
      var sentences = new ArrayList<String>();
      for (Span span : Sentences.split(stripped, Locale.ENGLISH)) {
        String sentence = span.of(stripped);
        String first = sentence.split("[ ,]", 2)[0];
        long words = Arrays.stream(sentence.split(" ")).filter(w -> !w.isBlank()).count();
        if (PLAIN.matcher(sentence).matches() && words >= 8 && !VAGUE.contains(first)) {
          sentences.add(sentence);
        }
      }
      pieces.add(new Piece(file.getFileName().toString(), stripped, sentences));
    }
  }

  /**
   * Names as they stand in the middle of English sentences: the same people live in German ones.
   */
  static Set<String> namesIn(SetTexts english) {
    var words = new HashSet<String>();
    english.names.forEach(name -> words.addAll(List.of(name.split(" "))));
    return words;
  }

  static List<String> matches(Pattern pattern, String text) {
    var found = new ArrayList<String>();
    Matcher m = pattern.matcher(text);
    while (m.find()) {
      found.add(m.group());
    }
    return found;
  }
}
