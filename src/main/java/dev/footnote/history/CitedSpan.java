package dev.footnote.history;

import dev.footnote.document.DocumentKey;

/**
 * A stretch of a document's version that was cited.
 *
 * @param version the number of the version
 * @param start half-open span in the version's text, in UTF-16 code units
 * @param uri the document's path when it was cited
 */
public record CitedSpan(DocumentKey document, int version, int start, int end, String uri) {}
