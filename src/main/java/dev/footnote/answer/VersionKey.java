package dev.footnote.answer;

import java.util.UUID;

/** One version of one document of a collection. */
record VersionKey(UUID documentId, int number) {}
