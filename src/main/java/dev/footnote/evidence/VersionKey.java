package dev.footnote.evidence;

import java.util.UUID;

/** One version of one document of a collection. */
public record VersionKey(UUID documentId, int number) {}
