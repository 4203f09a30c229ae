package dev.footnote.index;

import dev.footnote.document.Generation;
import dev.footnote.document.Passage;
import dev.footnote.text.Acronym;
import dev.footnote.text.Bm25;
import dev.footnote.text.Language;
import dev.footnote.text.LexicalAnalyzer;
import dev.footnote.text.Spelling;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a generation's analyzer makes of passages, each by its own text and headings alone: the
 * terms, in which language they were read, the words among them, and acronyms that it defines.
 */
final class LexicalRows {
  private final int generation;
  private final LexicalAnalyzer analyzer;

  /**
   * @throws IllegalStateException if the generation was built by an analyzer that is not known
   */
  LexicalRows(Generation generation) {
    this.generation = generation.id();
    this.analyzer =
        LexicalAnalyzer.ofVersion(generation.analyzer())
            .orElseThrow(
                () -> new IllegalStateException("No analyzer is called " + generation.analyzer()));
  }

  Passage passage(Piece piece, float[] vector) {
    String text = String.join("\n", piece.chunk().headingPath()) + "\n" + piece.body();
    LexicalAnalyzer.Analysis analysis = analyzer.analyse(text);
    Bm25.Row row = Bm25.row(analysis.terms().stream().mapToInt(LexicalAnalyzer::termId).toArray());
    boolean known = analyzer.knowsLanguages();
    return new Passage(
        piece.sha256(),
        piece.inputSha256(),
        piece.chunk().headingPath(),
        piece.body(),
        piece.chunk().tokens(),
        marked(row.terms(), analysis.language()),
        row.weights(),
        vector,
        known ? words(analysis.terms()) : List.of(),
        known ? acronyms(text) : List.of());
  }

  /** With the language's mark, which counts in no score. */
  private static int[] marked(int[] terms, @Nullable Language language) {
    return language == null
        ? terms
        : IntStream.concat(Arrays.stream(terms), IntStream.of(language.mark()))
            .sorted()
            .distinct()
            .toArray();
  }

  private List<Passage.Word> words(List<String> terms) {
    return terms.stream()
        .distinct()
        .filter(Spelling::isWord)
        .map(
            term ->
                new Passage.Word(
                    term,
                    LexicalAnalyzer.termId(term),
                    Spelling.numbers(Spelling.keysOfKnown(term), generation)))
        .toList();
  }

  private static List<Passage.Acronym> acronyms(String text) {
    return Acronym.in(text).stream()
        .map(a -> new Passage.Acronym(a.shortForm(), a.longForm(), a.shortKey(), a.longKey()))
        .toList();
  }
}
