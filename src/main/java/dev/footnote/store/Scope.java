package dev.footnote.store;

/** The tenant and the collection that a row belongs to; part of every key, and of every query. */
public record Scope(int tenantId, int collectionId) {}
