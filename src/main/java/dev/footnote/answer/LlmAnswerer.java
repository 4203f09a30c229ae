package dev.footnote.answer;

import dev.footnote.audit.PromptMessage;
import dev.footnote.audit.Provenance;
import dev.footnote.llm.ChatMessage;
import dev.footnote.llm.ChatReply;
import dev.footnote.llm.ChatRequest;
import dev.footnote.llm.LanguageModel;
import dev.footnote.llm.LanguageModelFailed;
import dev.footnote.llm.TokenUsage;
import dev.footnote.profile.AnswerSettings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Answers through a language model and believes nothing that it says: each sentence is judged
 * against the evidence when it is complete, while the model still writes the next one.
 */
final class LlmAnswerer {
  /** How the note begins of an answer whose model did not come to its end. */
  static final String BROKE_OFF = "The language model broke off";

  private final LanguageModel model;
  private final Admission admission;

  LlmAnswerer(LanguageModel model, Admission admission) {
    this.model = model;
    this.admission = admission;
  }

  /**
   * @param say gets each statement that may leave, as soon as it is judged
   * @throws LanguageModelFailed if the model failed before anything was said
   */
  Draft answer(Asked asked, Say say) {
    Prompt prompt = Prompt.of(asked);
    var reading = new JudgedReply(asked, prompt, admission, say::statements);
    TokenUsage usage = null;
    String note = null;
    try {
      ChatReply reply = model.ask(request(prompt, asked.settings()), reading::hear);
      usage = reply.usage();
      reading.end();
    } catch (LanguageModelFailed e) {
      if (!reading.hasSaid() || Thread.currentThread().isInterrupted()) {
        throw e;
      }
      note = (BROKE_OFF + " (%s); what it had said until then was checked.").formatted(e.reason());
    }
    return new Draft(
        reading.dropped(),
        made(prompt.messages(), asked.settings(), reading.heard(), usage, note),
        null,
        reading.questionBack(),
        usage,
        note == null,
        null);
  }

  private static ChatRequest request(Prompt prompt, AnswerSettings settings) {
    return new ChatRequest(
        name(settings),
        prompt.messages(),
        settings.temperature(),
        settings.topP(),
        settings.answerTokensMax(),
        null,
        List.of());
  }

  static String name(AnswerSettings settings) {
    String name = settings.model();
    if (name == null) {
      throw new IllegalStateException("No model is to be asked.");
    }
    return name;
  }

  /** What the ledger keeps of an answerer that asked a model. */
  static Provenance.Answerer made(
      List<ChatMessage> messages,
      AnswerSettings settings,
      String heard,
      @Nullable TokenUsage usage,
      @Nullable String note) {
    var parameters = new TreeMap<String, Object>();
    parameters.put("temperature", settings.temperature());
    parameters.put("answer_tokens_max", settings.answerTokensMax());
    putIfThere(parameters, "top_p", settings.topP());
    putIfThere(parameters, "endpoint", settings.endpoint());
    if (usage != null) {
      parameters.put("input_tokens", usage.input());
      parameters.put("output_tokens", usage.output());
    }
    return new Provenance.Answerer(
        AnswererInfo.Kind.LLM.code(),
        name(settings),
        note,
        parameters,
        messages.stream().map(LlmAnswerer::kept).toList(),
        heard);
  }

  private static void putIfThere(
      Map<String, Object> parameters, String name, @Nullable Object value) {
    if (value != null) {
      parameters.put(name, value);
    }
  }

  private static PromptMessage kept(ChatMessage message) {
    return new PromptMessage(message.role().code(), message.text());
  }
}
