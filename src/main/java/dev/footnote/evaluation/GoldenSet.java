package dev.footnote.evaluation;

import dev.footnote.store.Scope;
import java.time.Instant;
import java.util.UUID;

/**
 * A set of questions about one collection whose answers are known.
 *
 * @param collection name of the collection
 * @param name unique within the collection
 * @param questions how many there are
 * @param answerable how many of them the documents answer
 */
public record GoldenSet(
    Scope scope,
    UUID id,
    String collection,
    String name,
    int questions,
    int answerable,
    String createdBy,
    Instant createdAt) {}
