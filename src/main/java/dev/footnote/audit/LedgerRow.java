package dev.footnote.audit;

import dev.footnote.store.Json;
import dev.footnote.store.Scope;
import dev.footnote.store.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry as its rows hold it, with the provenance as raw JSON: the digest covers what is stored,
 * also a field that this release does not know.
 *
 * @param form 1: hashed over canonical JSON, until sealing began; 2: over fields with their
 *     lengths; 3: the same with a prompt that other answers share
 * @param salt null in form 1
 * @param promptSha256 hash of the shared prompt; null but in form 3
 * @param prompt the shared prompt as it is stored; null if it is not
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LedgerRow(
    int form,
    byte @Nullable [] salt,
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
    @Nullable Sha256 promptSha256,
    @Nullable SharedPrompt prompt,
    List<LedgerCitation> citations) {
  static final String ANSWER_FORM = "footnote.answer.2";
  static final String ANSWER_FORM_WITH_PROMPT = "footnote.answer.3";

  /**
   * The row of an entry; of the messages one at most has its words in common with other answers.
   */
  static LedgerRow of(LedgerEntry entry) {
    Provenance.Answerer answerer = entry.provenance().answerer();
    List<SharedPrompt> shared =
        answerer.messages().stream().flatMap(message -> message.shared().stream()).toList();
    if (shared.size() > 1) {
      throw new IllegalArgumentException("An answer shares one prompt at most.");
    }
    SharedPrompt prompt = shared.isEmpty() ? null : shared.getFirst();
    Provenance stored =
        prompt == null
            ? entry.provenance()
            : entry
                .provenance()
                .by(
                    answerer.telling(
                        answerer.messages().stream().map(PromptMessage::withoutShared).toList()));
    return new LedgerRow(
        prompt == null ? 2 : 3,
        Salt.fresh(),
        entry.id(),
        entry.scope(),
        entry.at(),
        entry.caller(),
        entry.question(),
        entry.outcome(),
        entry.text(),
        entry.generationId(),
        entry.watermark(),
        Json.write(stored),
        prompt == null ? null : prompt.sha256(),
        prompt,
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
        provenance(),
        citations);
  }

  private Provenance provenance() {
    Provenance stored = Json.read(provenanceJson, Provenance.class);
    Provenance.Answerer answerer = stored.answerer();
    return promptSha256 == null
        ? stored
        : stored.by(
            answerer.telling(
                answerer.messages().stream().map(message -> message.with(prompt)).toList()));
  }

  /** Whether the shared prompt is stored as it was; true if there is none. */
  boolean hasItsPrompt() {
    return promptSha256 == null || (prompt != null && prompt.sha256().equals(promptSha256));
  }

  /** What is stored, hashed in the form that the entry was appended in. */
  byte[] sha256() {
    return form == 1 ? canonicalSha256() : bytes().sha256();
  }

  private EntryBytes bytes() {
    var bytes =
        new EntryBytes()
            .text(form == 3 ? ANSWER_FORM_WITH_PROMPT : ANSWER_FORM)
            .bytes(salt)
            .number(scope.tenantId())
            .uuid(id)
            .number(scope.collectionId())
            .time(at)
            .text(caller)
            .text(question)
            .text(outcome)
            .text(text)
            .number(generationId)
            .number(watermark)
            .text(provenanceJson);
    if (form == 3) {
      bytes.bytes(promptSha256 == null ? null : promptSha256.bytes());
    }
    bytes.number(citations.size());
    citations.forEach(citation -> citation.writeTo(bytes, scope.collectionId()));
    return bytes;
  }

  /** SHA-256 over the canonical JSON of every field, the provenance and the citations by number. */
  private byte[] canonicalSha256() {
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
