package dev.footnote.answer;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.footnote.audit.CitationStatus;
import dev.footnote.evidence.TextSpan;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A footnote: a statement of the answer and the passage that says it.
 *
 * @param n its number, from 1 in order of appearance; {@code [n]} stands in the answer
 * @param version number of the document's version that was quoted
 * @param chunkId the chunk through which the passage was found
 * @param contentSha256 hex SHA-256 of the version's bytes
 * @param headingPath headings above the quote, outermost first
 * @param page page on which the quote starts, from 1; null where the format has no pages
 * @param span where the quote stands in the version's text
 * @param answerSpan the statement in the answer's text, without its marker
 * @param quote the passage, character by character
 * @param verified whether the quote stands at its span in the stored text and says the statement
 * @param support how well the quote says the statement, 0 to 1; 1 for the document's own words
 * @param added whether the service found the passage, and the language model had not named it
 * @param status what had become of the quoted text when this was made
 * @param url page of the cited version with the quote highlighted, relative to the service
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Citation(
    int n,
    UUID documentId,
    String uri,
    String title,
    int version,
    long chunkId,
    String contentSha256,
    List<String> headingPath,
    @Nullable Integer page,
    TextSpan span,
    TextSpan answerSpan,
    String quote,
    boolean verified,
    double support,
    boolean added,
    CitationStatus status,
    String url) {
  public Citation {
    headingPath = List.copyOf(headingPath);
  }
}
