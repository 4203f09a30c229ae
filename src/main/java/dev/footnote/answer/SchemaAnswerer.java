package dev.footnote.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.footnote.audit.Provenance;
import dev.footnote.evidence.Statement;
import dev.footnote.llm.ChatMessage;
import dev.footnote.llm.ChatReply;
import dev.footnote.llm.ChatRequest;
import dev.footnote.llm.LanguageModel;
import dev.footnote.llm.TokenUsage;
import dev.footnote.profile.AnswerSchema;
import dev.footnote.proof.ModelReply;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Answers through a language model in the form that a profile's schema wants. A reply that does not
 * follow the schema is given back once, with what is wrong. Nothing is said before the whole is
 * known to follow the schema also without what could not be proven.
 */
final class SchemaAnswerer {
  static final String TOO_LITTLE =
      "What could be proven of the language model's reply does not fill the profile's schema.";

  private static final String REPAIR =
      """
      That does not follow the schema:
      %s
      Write the whole object again, corrected, and nothing else.""";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private final LanguageModel model;
  private final Admission admission;
  private final List<ChatMessage> messages = new ArrayList<>();
  private @Nullable TokenUsage usage;

  SchemaAnswerer(LanguageModel model, Admission admission) {
    this.model = model;
    this.admission = admission;
  }

  /**
   * @throws dev.footnote.llm.LanguageModelFailed if the model failed
   * @throws SchemaNotFollowed if its second reply does not follow the schema either
   */
  Draft answer(Asked asked, AnswerSchema schema, Say say) {
    Prompt prompt = Prompt.of(asked).inTheForm(schema);
    messages.addAll(prompt.messages());
    String reply = ask(asked, schema);
    List<String> complaints = complaints(reply, schema);
    if (!complaints.isEmpty() && !reply.contains(ModelReply.NO_ANSWER)) {
      messages.add(ChatMessage.assistant(reply));
      messages.add(ChatMessage.user(REPAIR.formatted(String.join("\n", complaints))));
      reply = ask(asked, schema);
      complaints = complaints(reply, schema);
    }
    if (reply.contains(ModelReply.NO_ANSWER)) {
      return draft(asked, reply, List.of(), null, null);
    }
    if (!complaints.isEmpty()) {
      throw new SchemaNotFollowed(complaints);
    }
    Proven proven = proven(asked, prompt, schema, reply, admission, say);
    return draft(
        asked,
        reply,
        proven.dropped(),
        proven.structured(),
        proven.structured() == null ? TOO_LITTLE : null);
  }

  /**
   * What could be proven of a reply that follows the schema.
   *
   * @param structured null if that does not fill the schema
   */
  record Proven(List<Provenance.Dropped> dropped, @Nullable Structured structured) {
    Proven {
      dropped = List.copyOf(dropped);
    }
  }

  /** Judges a reply, and says what of it can be proven. */
  static Proven proven(
      Asked asked, Prompt prompt, AnswerSchema schema, String reply, Admission admission, Say say) {
    JsonNode tree = read(reply);
    var lost = new ArrayList<Provenance.Dropped>();
    var form =
        new ProvenForm(
            tree,
            asked.settings().citations(),
            text -> {
              var may = new ArrayList<Statement>();
              var judging = new JudgedReply(asked, prompt, admission, may::addAll);
              judging.hear(text);
              judging.end();
              lost.addAll(judging.dropped());
              return List.copyOf(may);
            });
    JsonNode silent = form.of(tree, schema.root(), SchemaAnswerer::words);
    lost.addAll(form.dropped());
    if (silent == null || !schema.complaints(silent).isEmpty()) {
      return new Proven(lost, null);
    }
    JsonNode said =
        form.of(tree, schema.root(), statements -> String.join(" ", say.statements(statements)));
    return said == null || !schema.complaints(said).isEmpty()
        ? new Proven(lost, null)
        : new Proven(lost, new Structured(said, form.unproven()));
  }

  private static String words(List<Statement> statements) {
    return statements.stream().map(Statement::text).collect(Collectors.joining(" "));
  }

  private String ask(Asked asked, AnswerSchema schema) {
    var request =
        new ChatRequest(
            LlmAnswerer.name(asked.settings()),
            List.copyOf(messages),
            asked.settings().temperature(),
            asked.settings().topP(),
            asked.settings().answerTokensMax(),
            schema.tree(),
            List.of());
    ChatReply reply = model.ask(request, piece -> {});
    TokenUsage counted = reply.usage();
    if (counted != null) {
      usage = usage == null ? counted : usage.plus(counted);
    }
    // PostgreSQL can hold neither NUL nor half a character, and the ledger keeps the output.
    return reply
        .text()
        .replaceAll("[\\p{Cc}\\p{Cs}&&[^\\n\\t]]", "\uFFFD")
        .replaceAll("(?s)^\\s*```(?:json)?\\s*|\\s*```\\s*$", "");
  }

  private static List<String> complaints(String reply, AnswerSchema schema) {
    try {
      return schema.complaints(JSON.readTree(reply));
    } catch (JsonProcessingException e) {
      return List.of("it is no JSON: " + e.getOriginalMessage());
    }
  }

  private static JsonNode read(String reply) {
    try {
      return JSON.readTree(reply);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("It was read before", e);
    }
  }

  private Draft draft(
      Asked asked,
      String reply,
      List<Provenance.Dropped> dropped,
      @Nullable Structured structured,
      @Nullable String note) {
    return new Draft(
        dropped,
        LlmAnswerer.made(messages, asked.settings(), reply, usage, note),
        null,
        null,
        usage,
        true,
        structured);
  }
}
