package dev.footnote.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.footnote.document.Moment;
import dev.footnote.evidence.Evidence;
import dev.footnote.search.Degradation;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The reply to a question, already on the ledger.
 *
 * @param id key of the ledger entry
 * @param text plain text with a marker {@code [n]} after each statement
 * @param citations one for each marker that points to a document, by number
 * @param contextCitations one for each marker that points to what the caller has said
 * @param unproven statements that left without proof; empty unless the profile lets them leave
 * @param evidence what the answerer saw, best first; near passages if there is no evidence
 * @param standaloneQuestion what the question was understood as after what was said before; null if
 *     it stands alone
 * @param profile name of the answer profile
 * @param watermark how many changes of the collection the answer had seen
 * @param documentsWaiting how many documents had changes that it had not seen yet
 * @param fit how well the evidence fits the question; below {@link AnswerConfig#fitMin} nothing is
 *     said. Null if a language model decided
 * @param structured the answer in the form of its profile's schema; null for prose
 * @param degraded parts that were absent, so that the answer is less good; empty if none
 * @param asOf the past moment that was asked about; null, and left out, for the present
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Answer(
    @JsonProperty("answer_id") UUID id,
    @JsonProperty("answer") String text,
    Outcome outcome,
    List<Citation> citations,
    List<ContextCitation> contextCitations,
    List<Unproven> unproven,
    List<Evidence> evidence,
    @Nullable String standaloneQuestion,
    String profile,
    long watermark,
    int documentsWaiting,
    @Nullable Double fit,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Structured structured,
    List<Degradation> degraded,
    AnswererInfo answerer,
    AnswerTimings timings,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Moment asOf) {
  public Answer {
    citations = List.copyOf(citations);
    contextCitations = List.copyOf(contextCitations);
    unproven = List.copyOf(unproven);
    evidence = List.copyOf(evidence);
  }
}
