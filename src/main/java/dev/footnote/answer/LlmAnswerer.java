package dev.footnote.answer;

import dev.footnote.audit.Provenance;
import dev.footnote.evidence.Evidence;
import dev.footnote.evidence.Statement;
import dev.footnote.evidence.StoredVersion;
import dev.footnote.evidence.VersionKey;
import dev.footnote.llm.LanguageModel;
import dev.footnote.llm.LanguageModelFailed;
import dev.footnote.llm.LlmConfig;
import dev.footnote.proof.CitationPolicy;
import dev.footnote.proof.ModelReply;
import dev.footnote.proof.StatementProof;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Answers through a language model and believes nothing that it says: each sentence must name
 * evidence that exists, and a passage of that evidence must hold its words, numbers and dates.
 */
final class LlmAnswerer {
  private final LlmConfig config;
  private final LanguageModel model;

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
      var proof = new StatementProof(evidence, versions);
      CitationPolicy policy =
          config.unsupported() == LlmConfig.Unsupported.DROP
              ? CitationPolicy.STRICT
              : CitationPolicy.MARK;
      for (ModelReply.Said said : ModelReply.of(output).sentences()) {
        switch (policy.apply(said, proof.judge(said))) {
          case CitationPolicy.Leaves(Statement statement) -> statements.add(statement);
          case CitationPolicy.Stays(Provenance.Dropped reason) -> dropped.add(reason);
        }
      }
    }
    return new Draft(statements, dropped, made(prompt, output), null);
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
