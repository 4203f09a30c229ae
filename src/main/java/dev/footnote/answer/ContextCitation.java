package dev.footnote.answer;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.footnote.evidence.TextSpan;

/**
 * A marker of an answer that points to what the caller itself has said, and to no document.
 *
 * @param n its number in the answer's text, counted together with the citations
 * @param item the item of the context, from 1
 * @param title the item's
 * @param span half-open span in the item's text, in UTF-16 code units
 * @param answerSpan the statement in the answer's text
 * @param quote what stands at the span
 * @param verified whether the quote proves the statement
 * @param support how much of the statement the quotes hold, 0 to 1
 * @param added whether the model had not named the item
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ContextCitation(
    int n,
    int item,
    String title,
    TextSpan span,
    TextSpan answerSpan,
    String quote,
    boolean verified,
    double support,
    boolean added) {}
