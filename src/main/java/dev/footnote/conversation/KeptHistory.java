package dev.footnote.conversation;

/**
 * What was said in a kept conversation.
 *
 * @param collection name of the collection that the conversation is about
 */
public record KeptHistory(String collection, History history) {}
