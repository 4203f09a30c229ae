package dev.footnote.evaluation;

import dev.footnote.audit.AuditedAnswer;
import dev.footnote.audit.AuditedAnswer.EvidenceText;
import dev.footnote.audit.LedgerCitation;
import dev.footnote.audit.LedgerEntry;
import dev.footnote.evaluation.EvaluationRefused.Fault;
import dev.footnote.evaluation.GoldenQuestion.Relevant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A question made of an answer on the ledger: what somebody marks as its right sources is what a
 * good search finds. Where nothing is marked, the question should be refused.
 */
final class MarkedAnswer {
  /** What of a document is right, as it is gathered. */
  private record Found(Set<String> quotes, Set<Integer> pages) {
    Found() {
      this(new LinkedHashSet<>(), new TreeSet<>());
    }
  }

  private MarkedAnswer() {}

  /**
   * @param uris where the documents of the evidence lie in their sources, by id
   * @throws EvaluationRefused if a mark is none of the answer's, or its text is not stored any more
   */
  static GoldenQuestion of(AuditedAnswer answer, Marks marks, Map<UUID, String> uris) {
    LedgerEntry entry = answer.entry();
    var byUri = new TreeMap<String, Found>();
    entry.citations().stream()
        .filter(citation -> marks.cites(citation.n()))
        .forEach(citation -> add(byUri, citation));
    checkNumbers(entry, marks);
    for (int rank : marks.evidence()) {
      add(byUri, passage(answer, rank), uris);
    }
    List<Relevant> relevant =
        byUri.entrySet().stream()
            .map(
                found ->
                    new Relevant(
                        found.getKey(),
                        List.copyOf(found.getValue().pages()),
                        List.copyOf(found.getValue().quotes())))
            .toList();
    boolean asGiven = marks.citations() == null && marks.evidence().isEmpty();
    return new GoldenQuestion(
        "answer-" + entry.id(),
        entry.question(),
        !relevant.isEmpty(),
        relevant,
        asGiven && !relevant.isEmpty() ? entry.text() : null,
        entry.id());
  }

  private static void checkNumbers(LedgerEntry entry, Marks marks) {
    Set<Integer> numbers =
        entry.citations().stream().map(LedgerCitation::n).collect(Collectors.toSet());
    if (marks.citations() != null && !numbers.containsAll(marks.citations())) {
      throw new EvaluationRefused(
          Fault.ANSWER, "The answer has no citation of one of the numbers that are marked.");
    }
  }

  private static void add(Map<String, Found> byUri, LedgerCitation citation) {
    Found found = byUri.computeIfAbsent(citation.uri(), uri -> new Found());
    found.quotes().add(citation.quote());
    Integer page = citation.page();
    if (page != null) {
      found.pages().add(page);
    }
  }

  private static EvidenceText passage(AuditedAnswer answer, int rank) {
    return answer.evidence().stream()
        .filter(passage -> passage.rank() == rank)
        .findFirst()
        .orElseThrow(
            () ->
                new EvaluationRefused(
                    Fault.ANSWER, "The answer was made without a passage %d.".formatted(rank)));
  }

  private static void add(Map<String, Found> byUri, EvidenceText passage, Map<UUID, String> uris) {
    String uri = uris.get(passage.documentId());
    String text = passage.text();
    if (uri == null || text == null) {
      throw new EvaluationRefused(
          Fault.ANSWER, "The text of passage %d is not stored any more.".formatted(passage.rank()));
    }
    Objects.requireNonNull(byUri.computeIfAbsent(uri, found -> new Found())).quotes().add(text);
  }
}
