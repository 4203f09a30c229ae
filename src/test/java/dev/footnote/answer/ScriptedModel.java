package dev.footnote.answer;

import dev.footnote.audit.Provenance;
import dev.footnote.conversation.History;
import dev.footnote.evidence.Statement;
import dev.footnote.fixtures.OpenAiEndpoint;
import dev.footnote.fixtures.Shelf;
import dev.footnote.llm.LanguageModel;
import dev.footnote.llm.LanguageModels;
import dev.footnote.llm.LlmConfig;
import dev.footnote.profile.AnswerDefaults;
import dev.footnote.profile.AnswerSettings;
import dev.footnote.profile.ModelDefaults;
import java.util.ArrayList;
import java.util.List;

/** The answerer in front of an endpoint that a test scripts, over real HTTP. */
record ScriptedModel(LanguageModel model, AnswerSettings settings) {

  /** What came of one question. */
  record Answered(Draft how, List<Statement> statements) {
    List<Provenance.Dropped> dropped() {
      return how.dropped();
    }

    Provenance.Answerer made() {
      return how.made();
    }
  }

  /**
   * @param properties of the configuration besides the endpoint's: name, value, name, value
   */
  static ScriptedModel at(OpenAiEndpoint endpoint, String... properties) {
    var all =
        new ArrayList<>(
            List.of(
                "footnote.llm.base-url", endpoint.baseUrl(),
                "footnote.llm.model", "test-model",
                "footnote.llm.api-key", "secret"));
    all.addAll(List.of(properties));
    String[] said = all.toArray(String[]::new);
    return new ScriptedModel(
        new LanguageModels(Shelf.config(LlmConfig.class, said)).standard().orElseThrow(),
        AnswerSettings.configured(
            Shelf.config(AnswerDefaults.class, said), Shelf.config(ModelDefaults.class, said)));
  }

  Answered ask(String question, Shelf shelf) {
    var statements = new ArrayList<Statement>();
    var asked =
        new Asked(
            question,
            History.EMPTY,
            shelf.evidence(),
            CallerContext.NONE,
            shelf.versions(),
            Shelf.FITTING,
            settings,
            0.855);
    Draft how =
        new LlmAnswerer(model, new Everybody())
            .answer(
                asked,
                said -> {
                  statements.addAll(said);
                  return said.stream().map(Statement::text).toList();
                });
    return new Answered(how, statements);
  }
}
