package dev.footnote.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some documents, by path.
 *
 * @param nextCursor where the next page starts; null on the last
 */
public record DocumentPage(List<DocumentSummary> documents, @Nullable String nextCursor) {}
