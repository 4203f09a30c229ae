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
 * @param text words that question or answer contain, upper or lower case: all of them; in quotation
 *     marks, in that order; with a minus before it, not
 * @param outcome {@code grounded}, {@code partly_grounded}, {@code no_evidence} or {@code
 *     clarification}
 * @param cited more conditions on a citation
 */
public record LedgerFilter(
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String collection,
    @Nullable String caller,
    @Nullable UUID documentId,
    @Nullable Integer version,
    @Nullable String text,
    @Nullable String outcome,
    CitedWhere cited) {
  public LedgerFilter {
    if (cited.start() != null && version == null) {
      throw new IllegalArgumentException("A span is one of a version");
    }
    if (version != null && documentId == null) {
      throw new IllegalArgumentException("A version is one of a document");
    }
  }

  /** Without more conditions on a citation. */
  public LedgerFilter(
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String collection,
      @Nullable String caller,
      @Nullable UUID documentId,
      @Nullable Integer version,
      @Nullable String text,
      @Nullable String outcome) {
    this(from, to, collection, caller, documentId, version, text, outcome, CitedWhere.ANY);
  }

  /** The entries that cite a document; one of its versions, and a span of that, if not null. */
  static LedgerFilter citing(
      UUID documentId, @Nullable Integer version, @Nullable Integer start, @Nullable Integer end) {
    return new LedgerFilter(
        null,
        null,
        null,
        null,
        documentId,
        version,
        null,
        null,
        CitedWhere.overlapping(start, end));
  }

  /** Every entry of the tenant. */
  public static final LedgerFilter ALL =
      new LedgerFilter(null, null, null, null, null, null, null, null);
}
