package dev.footnote.extract;

import dev.footnote.evidence.Evidence;
import dev.footnote.evidence.Statement;
import dev.footnote.evidence.StoredVersion;
import dev.footnote.evidence.Unit;
import dev.footnote.evidence.UnitSplitter;
import dev.footnote.evidence.VersionKey;
import dev.footnote.search.SearchResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
    for (Evidence piece : evidence) {
      StoredVersion version = versions.get(new VersionKey(piece.documentId(), piece.version()));
      if (version != null) {
        units.addAll(splitter.split(piece, version));
      }
    }
    AskedFor asked = AskedFor.of(question);
    List<ScoredUnit> scored = new UnitScorer(asked, units).score();
    List<Statement> statements =
        abstention.holdsNoAnswer(signals, scored)
            ? List.of()
            : new SentenceSelection(asked, units, sentencesMax).select(scored);
    return new Extract(statements, abstention.fit(signals, scored));
  }
}
