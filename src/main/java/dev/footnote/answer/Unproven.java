package dev.footnote.answer;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.footnote.evidence.TextSpan;

/**
 * A statement that left although it could not be proven, as its profile wants it.
 *
 * @param answerSpan the statement in the answer's text
 * @param reason why it is not proven, in words
 * @param support how much speaks for it all the same, 0 to 1
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Unproven(TextSpan answerSpan, String reason, double support) {}
