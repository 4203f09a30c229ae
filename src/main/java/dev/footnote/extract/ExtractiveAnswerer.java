package dev.footnote.extract;

import dev.footnote.evidence.Evidence;
import dev.footnote.evidence.Statement;
import dev.footnote.evidence.StoredVersion;
import dev.footnote.evidence.Unit;
import dev.footnote.evidence.UnitSplitter;
import dev.footnote.evidence.VersionKey;
import dev.footnote.search.SearchResult;
import dev.footnote.text.Language;
import dev.footnote.text.QuestionReading;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;

/**
 * Answers with the documents' own sentences: those that fit the question best, word by word, in
 * reading order. It writes nothing itself, so nothing in a document can make it say more than the
 * document says.
 */
public final class ExtractiveAnswerer {
  private final int sentencesMax;
  private final Abstention abstention;
  private final UnitSplitter splitter = new UnitSplitter();

  /**
   * @param fitMin how well the best passage must fit before anything is said
   * @param sentencesMax the most sentences in an answer; a list counts as two
   */
  public ExtractiveAnswerer(double fitMin, int sentencesMax) {
    this.sentencesMax = sentencesMax;
    this.abstention = new Abstention(fitMin);
  }

  /**
   * What was selected.
   *
   * @param statements in reading order; empty if the evidence holds no answer
   * @param fit how well the evidence fits the question, by {@link Abstention}
   */
  public record Extract(List<Statement> statements, double fit) {
    public Extract {
      statements = List.copyOf(statements);
    }
  }

  /** Selects from evidence whose versions are at hand; other evidence is passed over. */
  public Extract answer(
      String question,
      List<Evidence> evidence,
      Map<VersionKey, StoredVersion> versions,
      SearchResult.Signals signals) {
    var units = new ArrayList<Unit>();
    var languages = new IdentityHashMap<Unit, Language>();
    for (Evidence piece : evidence) {
      StoredVersion version = versions.get(new VersionKey(piece.documentId(), piece.version()));
      if (version != null) {
        Language language =
            Language.of(String.join("\n", piece.headingPath()) + "\n" + piece.text());
        for (Unit unit : splitter.split(piece, version, language)) {
          units.add(unit);
          languages.put(unit, language);
        }
      }
    }
    var spoken = new AskedWords.LanguageOfUnits(units, Set.copyOf(languages.values()));
    QuestionReading reading = AskedWords.read(question, spoken.languages());
    List<AskedWord> words = AskedWords.of(reading, spoken);
    AskedFor asked = AskedFor.of(question, AskedWords.languageOf(reading, spoken));
    List<ScoredUnit> scored = new UnitScorer(asked, words, units, languages).score();
    List<Statement> statements =
        abstention.holdsNoAnswer(signals, scored)
            ? List.of()
            : statements(asked, words, scored, new Passages(units), languages);
    return new Extract(statements, abstention.fit(signals, scored));
  }

  private List<Statement> statements(
      AskedFor asked,
      List<AskedWord> words,
      List<ScoredUnit> scored,
      Passages passages,
      Map<Unit, Language> languages) {
    List<ScoredUnit> ranked = SentenceSelection.ranked(scored);
    var selection = new SentenceSelection(asked, AskedWords.terms(words), passages, sentencesMax);
    NavigableSet<Integer> chosen = selection.select(ranked);
    var wording = new Wording(passages, languages, AskedWords.terms(words));
    for (int index : List.copyOf(chosen)) {
      if (selection.hasRoom()
          && wording.needsSentenceBefore(index)
          && passages.hasSentenceBefore(index)) {
        selection.addSentence(index - 1);
      }
    }
    return wording.statements(chosen, ranked);
  }
}
