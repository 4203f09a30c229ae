package dev.footnote.text;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;

/**
 * The terms a text is found by: words in lower case, without accents and without the endings of the
 * text's language ({@link Language}); identifiers whole and in parts ({@link WordSplitter}). What a
 * text gives depends on that text alone. Deterministic and safe for use by many threads.
 */
public final class LexicalAnalyzer {

  /** Changes whenever the same text may give other terms. */
  public static final String VERSION = "2";

  /** Largest {@link #termId}: pgvector's sparsevec counts dimensions from 1 to 1,000,000,000. */
  public static final int TERM_ID_MAX = 999_999_999;

  private enum Kind {
    FIRST,
    BY_LANGUAGE,
    IN_ONE_LANGUAGE
  }

  private final Kind kind;
  private final Language language;

  /** The analyzer of {@link #VERSION}. */
  public LexicalAnalyzer() {
    this(Kind.BY_LANGUAGE, Language.ENGLISH);
  }

  /**
   * @param language in which every text is read, where texts are not read in their own
   */
  private LexicalAnalyzer(Kind kind, Language language) {
    this.kind = kind;
    this.language = language;
  }

  /** The analyzer of a version, which gives what it gave when it was new; empty if unknown. */
  public static Optional<LexicalAnalyzer> ofVersion(String version) {
    return switch (version) {
      case VERSION -> Optional.of(new LexicalAnalyzer());
      case FirstAnalyzer.VERSION -> Optional.of(new LexicalAnalyzer(Kind.FIRST, Language.ENGLISH));
      default -> Optional.empty();
    };
  }

  /**
   * Whether it tells languages apart; version 1 did not, and found no words and acronyms either.
   */
  public boolean knowsLanguages() {
    return kind == Kind.BY_LANGUAGE;
  }

  /** Reads every text as English, so that short pieces of one text are read alike. */
  public static LexicalAnalyzer english() {
    return in(Language.ENGLISH);
  }

  /** Reads every text in that language, so that short pieces of one text are read alike. */
  public static LexicalAnalyzer in(Language language) {
    return new LexicalAnalyzer(Kind.IN_ONE_LANGUAGE, language);
  }

  /**
   * What a text is found by.
   *
   * @param language the language it was read in; null where the analyzer's version knows none
   * @param terms in the order of the text, repeated as often as they occur
   */
  public record Analysis(@Nullable Language language, List<String> terms) {
    public Analysis {
      terms = List.copyOf(terms);
    }
  }

  /** The terms of a text, and its language. */
  public Analysis analyse(String text) {
    return switch (kind) {
      case FIRST -> new Analysis(null, FirstAnalyzer.terms(text));
      case BY_LANGUAGE -> analyse(text, LanguageDetection.of(text));
      case IN_ONE_LANGUAGE -> analyse(text, language);
    };
  }

  private static Analysis analyse(String text, Language language) {
    return new Analysis(
        language,
        WordForms.of(WordSplitter.split(text), language).stream()
            .filter(Objects::nonNull)
            .toList());
  }

  /** The terms in the order of the text, repeated as often as they occur. */
  public List<String> terms(String text) {
    return analyse(text).terms();
  }

  /**
   * The terms of a document's name, each once: the words of its place in a source, without what
   * tells its format.
   *
   * @param uri a path such as {@code benefits/parental-leave.md}
   * @param languages the languages that the words are read in
   */
  public Set<String> nameTerms(String uri, Set<Language> languages) {
    String name = DocumentName.of(uri);
    return switch (kind) {
      case FIRST -> Set.copyOf(FirstAnalyzer.terms(name));
      case IN_ONE_LANGUAGE -> Set.copyOf(terms(name));
      case BY_LANGUAGE -> {
        List<Word> words = WordSplitter.split(name);
        yield languages.stream()
            .flatMap(language -> WordForms.of(words, language).stream())
            .filter(Objects::nonNull)
            .collect(Collectors.toUnmodifiableSet());
      }
    };
  }

  /**
   * A question's words with the terms by which passages may hold them.
   *
   * @param languages those that the passages are written in
   */
  public QuestionReading question(String text, Set<Language> languages) {
    return switch (kind) {
      case FIRST -> QuestionReading.ofTerms(FirstAnalyzer.terms(text));
      case BY_LANGUAGE -> QuestionReading.of(text, languages);
      case IN_ONE_LANGUAGE -> QuestionReading.ofTerms(terms(text));
    };
  }

  /**
   * A stable number for a term, from 1 to {@link #TERM_ID_MAX}: MurmurHash3 (x86, 32 bits, seed 0)
   * of its UTF-8 bytes, reduced. Two terms may share a number; among 100,000 terms about five pairs
   * do.
   */
  public static int termId(String term) {
    byte[] bytes = term.getBytes(StandardCharsets.UTF_8);
    int hash = StringHelper.murmurhash3_x86_32(bytes, 0, bytes.length, 0);
    return (int) (Integer.toUnsignedLong(hash) % TERM_ID_MAX) + 1;
  }
}
