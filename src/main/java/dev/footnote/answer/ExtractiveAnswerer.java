package dev.footnote.answer;

import dev.footnote.audit.Provenance;
import dev.footnote.search.SearchResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers with the documents' own sentences: those that fit the question best, word by word, in
 * reading order. It writes nothing itself, so nothing in a document can make it say more than the
 * document says.
 */
final class ExtractiveAnswerer {
  private final AnswerConfig config;
  private final Abstention abstention;
  private final UnitSplitter splitter = new UnitSplitter();

  ExtractiveAnswerer(AnswerConfig config) {
    this.config = config;
    this.abstention = new Abstention(config.fitMin());
  }

  /**
   * @param note what the reader is told about why this answerer answers; null if nothing
   */
  Draft answer(
      String question,
      List<Evidence> evidence,
      Map<VersionKey, StoredVersion> versions,
      SearchResult.Signals signals,
      @Nullable String note) {
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
            : new SentenceSelection(asked, units, config.sentencesMax()).select(scored);
    return new Draft(
        statements,
        List.of(),
        new Provenance.Answerer(
            AnswererInfo.Kind.EXTRACTIVE.code(), null, note, Map.of(), List.of(), null),
        abstention.fit(signals, scored));
  }
}
