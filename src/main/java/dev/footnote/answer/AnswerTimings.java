package dev.footnote.answer;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

/**
 * Milliseconds that an answer took.
 *
 * @param embedMs embedding the question
 * @param searchMs the whole search, embedding included
 * @param evidenceMs reading and joining the evidence
 * @param answerMs the answerer, with any wait for a language model
 * @param checkMs comparing the quotes with the stored text
 * @param totalMs everything up to the ledger entry, which is written last
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record AnswerTimings(
    double embedMs,
    double searchMs,
    double evidenceMs,
    double answerMs,
    double checkMs,
    double totalMs) {}
