package dev.footnote.answer;

import dev.footnote.audit.Provenance;
import dev.footnote.evidence.Evidence;
import dev.footnote.evidence.Statement;
import dev.footnote.evidence.StoredVersion;
import dev.footnote.evidence.Unit;
import dev.footnote.evidence.UnitSplitter;
import dev.footnote.evidence.VersionKey;
import dev.footnote.llm.LanguageModel;
import dev.footnote.llm.LanguageModelFailed;
import dev.footnote.llm.LlmConfig;
import dev.footnote.proof.HardFacts;
import dev.footnote.proof.ModelReply;
import dev.footnote.proof.Support;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Answers through a language model and believes nothing that it says: each sentence must name
 * evidence that exists, and a passage of that evidence must hold its words, numbers and dates.
 */
final class LlmAnswerer {
  static final String NO_MARKER = "it names no evidence";
  static final String NO_SUCH_EVIDENCE = "it names evidence that does not exist";
  static final String NOT_SAID = "the evidence it names does not say it";
  static final String OTHER_FACTS = "the evidence it names has other numbers or dates";

  private final LlmConfig config;
  private final LanguageModel model;
  private final UnitSplitter splitter = new UnitSplitter();

  LlmAnswerer(LlmConfig config, LanguageModel model) {
    this.config = config;
    this.model = model;
  }

  /**
   * @throws LanguageModelFailed if the model gave no usable answer
   */
  Draft answer(String question, List<Evidence> evidence, Map<VersionKey, StoredVersion> versions) {
    Prompt prompt = Prompt.of(question, evidence);
    // PostgreSQL can hold neither NUL nor half a character, and the ledger keeps the output.
    String output =
        model.reply(prompt.messages()).replaceAll("[\\p{Cc}\\p{Cs}&&[^\\n\\t]]", "\uFFFD");
    var statements = new ArrayList<Statement>();
    var dropped = new ArrayList<Provenance.Dropped>();
    if (!ModelReply.saysNoAnswer(output)) {
      Map<Integer, Cited> cited = new HashMap<>();
      for (Evidence piece : evidence) {
        StoredVersion version = versions.get(new VersionKey(piece.documentId(), piece.version()));
        if (version != null) {
          cited.put(piece.rank(), new Cited(piece, splitter.split(piece, version)));
        }
      }
      for (ModelReply.Said said : ModelReply.of(output).sentences()) {
        judge(said, cited, statements, dropped);
      }
    }
    return new Draft(statements, dropped, made(prompt, output), null);
  }

  private record Cited(Evidence evidence, List<Unit> units) {}

  private void judge(
      ModelReply.Said said,
      Map<Integer, Cited> evidence,
      List<Statement> statements,
      List<Provenance.Dropped> dropped) {
    var found = new ArrayList<Support.Found>();
    int existing = 0;
    for (int marker : said.markers()) {
      Cited cited = evidence.get(marker);
      if (cited != null) {
        existing++;
        Support.find(said.text(), cited.evidence(), cited.units()).ifPresent(found::add);
      }
    }
    if (found.isEmpty()) {
      String reason =
          said.markers().isEmpty() ? NO_MARKER : existing == 0 ? NO_SUCH_EVIDENCE : NOT_SAID;
      dropped.add(new Provenance.Dropped(said.text(), reason));
      return;
    }
    boolean supported = holdFacts(said.text(), found);
    if (!supported && config.unsupported() == LlmConfig.Unsupported.DROP) {
      dropped.add(new Provenance.Dropped(said.text(), OTHER_FACTS));
      return;
    }
    statements.add(
        new Statement(
            said.text(),
            found.stream().map(Support.Found::quote).toList(),
            said.startsLine(),
            supported));
  }

  private static boolean holdFacts(String statement, List<Support.Found> found) {
    Set<String> held = new HashSet<>();
    found.forEach(passage -> held.addAll(HardFacts.in(passage.surroundings())));
    return held.containsAll(HardFacts.claimed(statement));
  }

  private Provenance.Answerer made(Prompt prompt, String output) {
    return new Provenance.Answerer(
        AnswererInfo.Kind.LLM.code(),
        model.name(),
        null,
        Map.of("temperature", config.temperature(), "answer_tokens_max", config.answerTokensMax()),
        List.of(
            new Provenance.Message("system", prompt.rules()),
            new Provenance.Message("user", prompt.request())),
        output);
  }
}
