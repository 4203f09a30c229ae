package dev.footnote.staleness;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.footnote.audit.CitationStatus;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an edit of a document would do to what was answered from it.
 *
 * @param passagesCited distinct passages of the document that answers cite
 * @param answersTouched answers of which a citation would change its status, each counted once
 * @param touched the passages whose status would change, those that more answers cite first
 * @param complete false if the document has more cited passages than are looked at
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Impact(
    UUID documentId,
    String uri,
    @Nullable Integer version,
    int passagesCited,
    int answersTouched,
    List<Touched> touched,
    boolean complete) {
  public Impact {
    touched = List.copyOf(touched);
  }

  /**
   * A passage whose status would change.
   *
   * @param version the version that answers cite
   * @param start half-open span in it
   * @param text what it says
   * @param status what the citations are now
   * @param after what they would be
   * @param textAfter what would stand in its place; null for nothing, and if it only moves
   * @param answers answers that cite it, at most as many as an event of the feed names
   * @param answersCount how many there are
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Touched(
      int version,
      int start,
      int end,
      String text,
      CitationStatus status,
      CitationStatus after,
      @Nullable String textAfter,
      List<UUID> answers,
      int answersCount) {
    public Touched {
      answers = List.copyOf(answers);
    }
  }
}
