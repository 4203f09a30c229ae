package dev.footnote.conversation;

import java.time.Instant;
import java.util.UUID;

/**
 * A conversation that is kept here.
 *
 * @param collection name of the collection that it is about
 * @param turns how many questions were answered in it
 * @param expiresAt when it is forgotten, unless it goes on before
 */
public record Conversation(
    UUID id, String collection, int turns, Instant createdAt, Instant expiresAt) {}
