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
 * @param version the answer cites that version of the document; only together with it
 * @param text words that question or answer contain, in that order, upper or lower case
 * @param outcome {@code grounded}, {@code partly_grounded} or {@code no_evidence}
 */
public record LedgerFilter(
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String collection,
    @Nullable String caller,
    @Nullable UUID documentId,
    @Nullable Integer version,
    @Nullable String text,
    @Nullable String outcome) {
  public LedgerFilter {
    if (version != null && documentId == null) {
      throw new IllegalArgumentException("A version is one of a document");
    }
  }

  /** The entries that cite a document; one of its versions if it is not null. */
  public static LedgerFilter citing(UUID documentId, @Nullable Integer version) {
    return new LedgerFilter(null, null, null, null, documentId, version, null, null);
  }

  /** Every entry of the tenant. */
  public static final LedgerFilter ALL =
      new LedgerFilter(null, null, null, null, null, null, null, null);
}
