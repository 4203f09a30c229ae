package dev.footnote.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Some entries in short, newest first.
 *
 * @param nextCursor where the next page starts; null on the last
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record LedgerPage(List<Summary> answers, @Nullable String nextCursor) {

  /**
   * One answer in a line.
   *
   * @param collection the collection's name; null when it is gone
   * @param stale how many of its citations quote a text that is superseded or deleted
   * @param asked how many of the newest answers that fit answer the same question; null unless they
   *     are ordered by that
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Summary(
      UUID answerId,
      Instant at,
      @Nullable String collection,
      String caller,
      String question,
      String outcome,
      String answer,
      int citations,
      int stale,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long asked) {
    Summary withStale(int citationsStale) {
      return new Summary(
          answerId,
          at,
          collection,
          caller,
          question,
          outcome,
          answer,
          citations,
          citationsStale,
          asked);
    }
  }
}
