package dev.footnote.feedback;

import dev.footnote.audit.AuditedAnswer;
import dev.footnote.audit.LedgerCitation;
import dev.footnote.audit.LedgerEntry;
import dev.footnote.audit.PromptMessage;
import dev.footnote.audit.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A conversation that shows a model how to answer, in the format of OpenAI's fine-tuning of chat
 * models: {@code {"messages": [{"role", "content"}, …]}}, one to a line. Where a model answered, it
 * holds what that model was told, word by word.
 */
record FineTuningExample(List<Message> messages) {
  /** Where the sentences were selected without a model, for one that is to learn the same. */
  private static final String RULES =
      "Answer the question from the numbered evidence alone, in its words where you can. End every"
          + " sentence with the number of its evidence, as [1]. If the evidence does not hold the"
          + " answer, say so.";

  private static final Pattern MARKER = Pattern.compile("\\[(\\d{1,4})]");

  /** Who speaks, {@code system}, {@code user} or {@code assistant}, and what is said. */
  record Message(String role, String content) {}

  /**
   * The example of an answer; empty if its evidence is no longer stored.
   *
   * @param corrected what would have been right; null if the answer's own text is
   */
  static Optional<FineTuningExample> of(AuditedAnswer audited, @Nullable String corrected) {
    LedgerEntry entry = audited.entry();
    return told(audited)
        .map(
            told ->
                new FineTuningExample(
                    Stream.concat(
                            told.stream(),
                            Stream.of(
                                new Message(
                                    "assistant",
                                    corrected == null ? byEvidence(entry) : corrected)))
                        .toList()));
  }

  private static Optional<List<Message>> told(AuditedAnswer audited) {
    List<PromptMessage> messages = audited.entry().provenance().answerer().messages();
    if (!messages.isEmpty()) {
      return toldToModel(messages);
    }
    if (audited.evidence().stream().anyMatch(passage -> passage.text() == null)) {
      return Optional.empty();
    }
    String evidence =
        audited.evidence().stream()
            .map(passage -> "[%d]\n%s\n\n".formatted(passage.rank(), passage.text()))
            .collect(Collectors.joining());
    return Optional.of(
        List.of(
            new Message("system", RULES),
            new Message(
                "user",
                "Evidence:\n\n%sQuestion:\n%s".formatted(evidence, audited.entry().question()))));
  }

  /** Empty if a text is no longer stored. */
  private static Optional<List<Message>> toldToModel(List<PromptMessage> messages) {
    var told = new ArrayList<Message>();
    for (PromptMessage message : messages) {
      String text = message.text();
      if (text == null) {
        return Optional.empty();
      }
      told.add(new Message(message.role(), text));
    }
    return Optional.of(told);
  }

  /**
   * The answer's text with markers that count the evidence, as the model saw it, and not the
   * citations. Where nothing was said, the model's own words for that.
   */
  private static String byEvidence(LedgerEntry entry) {
    String output = entry.provenance().answerer().output();
    if (entry.citations().isEmpty()) {
      return output == null ? entry.text() : output;
    }
    Map<Integer, LedgerCitation> citations =
        entry.citations().stream()
            .collect(Collectors.toMap(LedgerCitation::n, Function.identity()));
    return MARKER
        .matcher(entry.text())
        .replaceAll(
            marker -> {
              LedgerCitation citation = citations.get(Integer.valueOf(marker.group(1)));
              return citation == null ? marker.group() : "[" + rank(entry, citation) + "]";
            });
  }

  private static int rank(LedgerEntry entry, LedgerCitation citation) {
    return entry.provenance().evidence().stream()
        .filter(
            passage ->
                passage.documentId().equals(citation.documentId())
                    && passage.version() == citation.version()
                    && passage.spanStart() <= citation.spanStart()
                    && citation.spanEnd() <= passage.spanEnd())
        .map(Provenance.Passage::rank)
        .findFirst()
        .orElse(citation.n());
  }
}
