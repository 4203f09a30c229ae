package dev.footnote.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.footnote.audit.LedgerCitation;
import dev.footnote.audit.LedgerEntry;
import dev.footnote.audit.Provenance;
import dev.footnote.keeping.Redaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes personal data out of what the ledger is to keep of an answer
 * (docs/adr/0016-what-the-ledger-keeps.md): out of what a person wrote, of what a model said, and
 * of the answer where no document says it. What documents say stays.
 */
final class RedactEntry {
  private final Redaction redaction;
  private final List<String> documents;

  /**
   * @param documents texts that the answer was made from
   */
  RedactEntry(Redaction redaction, List<String> documents) {
    this.redaction = redaction;
    this.documents = documents;
  }

  /** What a person wrote. */
  String written(String text) {
    return redaction.text(text);
  }

  /** What was answered. */
  String answered(String text) {
    return redact(text).text();
  }

  private Redaction.Redacted redact(String text) {
    return redaction.redact(
        text, value -> documents.stream().anyMatch(document -> document.contains(value)));
  }

  /** The entry without personal data. */
  LedgerEntry of(LedgerEntry entry) {
    String question = written(entry.question());
    Redaction.Redacted text = redact(entry.text());
    Provenance provenance = provenance(entry.provenance(), text);
    return new LedgerEntry(
        entry.id(),
        entry.scope(),
        entry.at(),
        entry.caller(),
        question,
        entry.outcome(),
        text.text(),
        entry.generationId(),
        entry.watermark(),
        provenance,
        entry.citations().stream().map(citation -> moved(citation, text)).toList());
  }

  private Provenance provenance(Provenance made, Redaction.Redacted text) {
    Provenance.Answerer answerer = made.answerer();
    String output = answerer.output();
    List<String> queries = made.queries();
    List<Provenance.Check> checks = made.checks();
    JsonNode structured = made.structured();
    var redactedAnswerer =
        new Provenance.Answerer(
            answerer.kind(),
            answerer.model(),
            answerer.note(),
            answerer.parameters(),
            answerer.messages().stream().map(message -> message.saying(this::written)).toList(),
            output == null ? null : written(output));
    var dropped =
        made.dropped().stream()
            .map(
                each -> new Provenance.Dropped(answered(each.statement()), answered(each.reason())))
            .toList();
    var redactedQueries = queries == null ? null : queries.stream().map(this::written).toList();
    var redactedChecks =
        checks == null ? null : checks.stream().map(check -> moved(check, text)).toList();
    var context = context(made.context(), text);
    var redactedStructured = structured == null ? null : inside(structured);
    var filter = values(made.filter());
    var settings = settings(made.settings());
    Map<String, Integer> counts = redaction.counts();
    return new Provenance(
        made.collection(),
        made.k(),
        filter,
        made.embeddingModel(),
        made.limited(),
        made.documentsWaiting(),
        signals(made.signals()),
        made.candidates(),
        made.evidence(),
        redactedAnswerer,
        dropped,
        settings,
        made.timingsMs(),
        made.reranking(),
        redactedQueries,
        redactedChecks,
        context,
        redactedStructured,
        made.asOf(),
        made.release(),
        counts.isEmpty() ? null : counts);
  }

  /** Words that no document holds are named there; of an address they are its parts. */
  private Provenance.Signals signals(Provenance.Signals signals) {
    return new Provenance.Signals(
        signals.bestDense(),
        signals.bestCoverage(),
        signals.unknownTerms().stream().filter(term -> !redaction.tookWord(term)).toList());
  }

  /** Of the settings only the standalone question is a person's. */
  private Map<String, Object> settings(Map<String, Object> settings) {
    var redacted = new TreeMap<>(settings);
    redacted.computeIfPresent(
        Understood.STANDALONE, (name, question) -> written(question.toString()));
    return redacted;
  }

  private Map<String, Object> values(Map<?, ?> values) {
    var redacted = new LinkedHashMap<String, Object>();
    values.forEach((name, value) -> redacted.put(written(String.valueOf(name)), value(value)));
    return redacted;
  }

  private Object value(Object value) {
    return switch (value) {
      case String text -> written(text);
      case Map<?, ?> values -> values(values);
      case List<?> items -> items.stream().map(this::value).toList();
      default -> value;
    };
  }

  private JsonNode inside(JsonNode node) {
    return switch (node) {
      case TextNode text -> TextNode.valueOf(answered(text.textValue()));
      case ObjectNode fields -> {
        ObjectNode redacted = JsonNodeFactory.instance.objectNode();
        fields.properties().forEach(each -> redacted.set(each.getKey(), inside(each.getValue())));
        yield redacted;
      }
      case ArrayNode items -> {
        ArrayNode redacted = JsonNodeFactory.instance.arrayNode();
        items.forEach(item -> redacted.add(inside(item)));
        yield redacted;
      }
      default -> node;
    };
  }

  private Provenance.@Nullable Context context(
      Provenance.@Nullable Context context, Redaction.Redacted answer) {
    if (context == null) {
      return null;
    }
    List<Redaction.Redacted> texts =
        context.items().stream()
            .map(item -> redaction.redact(item.text(), value -> false))
            .toList();
    var items = new ArrayList<Provenance.Context.Item>();
    for (int i = 0; i < texts.size(); i++) {
      items.add(
          new Provenance.Context.Item(
              written(context.items().get(i).title()), texts.get(i).text()));
    }
    return new Provenance.Context(
        items,
        context.citations().stream()
            .map(cited -> moved(cited, texts.get(cited.item() - 1), answer))
            .toList());
  }

  private static Provenance.Context.Cited moved(
      Provenance.Context.Cited cited, Redaction.Redacted item, Redaction.Redacted answer) {
    return new Provenance.Context.Cited(
        cited.n(),
        cited.item(),
        item.start(cited.spanStart()),
        item.end(cited.spanEnd()),
        answer.start(cited.answerStart()),
        answer.end(cited.answerEnd()),
        cited.verified());
  }

  private Provenance.Check moved(Provenance.Check check, Redaction.Redacted answer) {
    String problem = check.problem();
    return new Provenance.Check(
        answer.start(check.answerStart()),
        answer.end(check.answerEnd()),
        check.support(),
        check.added(),
        problem == null ? null : answered(problem));
  }

  private static LedgerCitation moved(LedgerCitation citation, Redaction.Redacted answer) {
    return new LedgerCitation(
        citation.n(),
        citation.documentId(),
        citation.version(),
        citation.chunkId(),
        citation.contentSha256(),
        citation.uri(),
        citation.title(),
        citation.headingPath(),
        citation.page(),
        citation.spanStart(),
        citation.spanEnd(),
        answer.start(citation.answerStart()),
        answer.end(citation.answerEnd()),
        citation.quote(),
        citation.verified());
  }
}
