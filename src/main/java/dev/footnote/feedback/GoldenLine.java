package dev.footnote.feedback;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.footnote.audit.LedgerCitation;
import dev.footnote.audit.LedgerEntry;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A question of a golden set, as one line of JSON: what a well-rated answer cites is what a good
 * search finds, and one without evidence makes a question that should be refused.
 *
 * @param relevant the documents that answer it; empty if and only if it is not answerable
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record GoldenLine(
    String id,
    String question,
    @Nullable String answer,
    List<Relevant> relevant,
    boolean answerable) {

  /** A document that answers a question, where, and with which words. */
  record Relevant(String doc, List<String> quotes, List<Integer> pages) {}

  /**
   * @param corrected what would have been right; null if the answer's own text is
   */
  static GoldenLine of(LedgerEntry answer, @Nullable String corrected) {
    List<Relevant> relevant =
        answer.citations().stream()
            .collect(Collectors.groupingBy(LedgerCitation::uri, TreeMap::new, Collectors.toList()))
            .entrySet()
            .stream()
            .map(cited -> relevant(cited.getKey(), cited.getValue()))
            .toList();
    return new GoldenLine(
        "answer-" + answer.id(),
        answer.question(),
        relevant.isEmpty() ? null : corrected == null ? answer.text() : corrected,
        relevant,
        !relevant.isEmpty());
  }

  private static Relevant relevant(String uri, List<LedgerCitation> citations) {
    return new Relevant(
        uri,
        citations.stream().map(LedgerCitation::quote).distinct().toList(),
        citations.stream().map(LedgerCitation::page).filter(Objects::nonNull).distinct().toList());
  }
}
