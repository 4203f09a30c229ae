package dev.footnote.web.api;

import dev.footnote.evaluation.GoldenSet;
import java.time.Instant;
import java.util.UUID;

/**
 * A golden set: questions about one collection whose answers are known.
 *
 * @param questions how many there are
 * @param answerable how many of them the documents answer; the others should be refused
 */
public record GoldenSetView(
    UUID id,
    String collection,
    String name,
    int questions,
    int answerable,
    String createdBy,
    Instant createdAt) {

  /** The view of a golden set. */
  public static GoldenSetView of(GoldenSet set) {
    return new GoldenSetView(
        set.id(),
        set.collection(),
        set.name(),
        set.questions(),
        set.answerable(),
        set.createdBy(),
        set.createdAt());
  }
}
