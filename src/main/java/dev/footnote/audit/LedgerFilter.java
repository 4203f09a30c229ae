package dev.footnote.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which entries an auditor wants to see; all conditions together, null for any.
 *
 * @param from given at or after
 * @param to given before
 * @param collection the collection's name
 * @param caller exactly this caller
 * @param documentId the answer cites this document, in any version
 * @param text words that question or answer contain, in that order, upper or lower case
 * @param outcome {@code grounded}, {@code partly_grounded} or {@code no_evidence}
 */
public record LedgerFilter(
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String collection,
    @Nullable String caller,
    @Nullable UUID documentId,
    @Nullable String text,
    @Nullable String outcome) {
  /** Every entry of the tenant. */
  public static final LedgerFilter ALL = new LedgerFilter(null, null, null, null, null, null, null);
}
