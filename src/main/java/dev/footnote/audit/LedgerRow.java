package dev.footnote.audit;

import dev.footnote.store.Json;
import dev.footnote.store.Scope;
import dev.footnote.store.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An entry as its rows hold it, with the provenance as raw JSON: the digest covers what is stored,
 * also a field that this release does not know.
 */
record LedgerRow(
    UUID id,
    Scope scope,
    Instant at,
    String caller,
    String question,
    String outcome,
    String text,
    int generationId,
    long watermark,
    String provenanceJson,
    List<LedgerCitation> citations) {

  static LedgerRow of(LedgerEntry entry) {
    return new LedgerRow(
        entry.id(),
        entry.scope(),
        entry.at(),
        entry.caller(),
        entry.question(),
        entry.outcome(),
        entry.text(),
        entry.generationId(),
        entry.watermark(),
        Json.write(entry.provenance()),
        entry.citations());
  }

  LedgerEntry entry() {
    return new LedgerEntry(
        id,
        scope,
        at,
        caller,
        question,
        outcome,
        text,
        generationId,
        watermark,
        Json.read(provenanceJson, Provenance.class),
        citations);
  }

  /** SHA-256 over the canonical JSON of every field, the provenance and the citations by number. */
  byte[] sha256() {
    String fields = Json.write(new Fields(this));
    String canonical =
        CanonicalJson.of(
            "{\"form\":1,\"entry\":" + fields + ",\"provenance\":" + provenanceJson + "}");
    return Sha256.ofText(canonical).bytes();
  }

  /** The columns but for the provenance, in the form that is hashed. */
  private record Fields(
      int tenantId,
      String id,
      int collectionId,
      String at,
      String caller,
      String question,
      String outcome,
      String text,
      int generationId,
      long watermark,
      List<LedgerCitation> citations) {
    Fields(LedgerRow row) {
      this(
          row.scope.tenantId(),
          row.id.toString(),
          row.scope.collectionId(),
          row.at.toString(),
          row.caller,
          row.question,
          row.outcome,
          row.text,
          row.generationId,
          row.watermark,
          row.citations);
    }
  }
}
