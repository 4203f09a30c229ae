package dev.footnote.web.api;

import dev.footnote.audit.AuditedAnswer;
import dev.footnote.audit.CitationNow;
import dev.footnote.audit.CitationStatus;
import dev.footnote.audit.LedgerCitation;
import dev.footnote.audit.LedgerEntry;
import dev.footnote.audit.Provenance;
import dev.footnote.document.VersionOrigin;
import dev.footnote.evidence.TextSpan;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it was given, with everything that made it, and what has become of what it cites.
 *
 * @param intact whether the entry still has the hash that it was appended with
 */
public record AuditedAnswerView(
    UUID answerId,
    Instant at,
    String caller,
    String question,
    String outcome,
    String answer,
    long watermark,
    int generation,
    boolean intact,
    List<CitationView> citations,
    List<AuditedAnswer.EvidenceText> evidence,
    Provenance provenance) {

  /**
   * A citation as it was given; {@code status} is what became of what it quotes.
   *
   * @param now where the quoted text stands now, or what stands in its place; null for neither
   * @param changedBy who brought the version that no longer says it; null if that is not known
   */
  public record CitationView(
      int n,
      UUID documentId,
      String uri,
      String title,
      int version,
      @Schema(description = "Opaque") String chunkId,
      String contentSha256,
      List<String> headingPath,
      @Nullable Integer page,
      TextSpan span,
      TextSpan answerSpan,
      String quote,
      boolean verified,
      CitationStatus status,
      @Nullable PlaceView now,
      @Nullable VersionOrigin changedBy,
      String url) {

    static CitationView of(LedgerCitation citation, CitationNow now) {
      return new CitationView(
          citation.n(),
          citation.documentId(),
          citation.uri(),
          citation.title(),
          citation.version(),
          Long.toString(citation.chunkId()),
          citation.contentSha256(),
          citation.headingPath(),
          citation.page(),
          new TextSpan(citation.spanStart(), citation.spanEnd()),
          new TextSpan(citation.answerStart(), citation.answerEnd()),
          citation.quote(),
          citation.verified(),
          now.status(),
          PlaceView.of(citation.documentId(), now.place()),
          now.changedBy(),
          PassageUrl.of(
              citation.documentId(), citation.version(), citation.spanStart(), citation.spanEnd()));
    }
  }

  /** The view of an entry. */
  public static AuditedAnswerView of(AuditedAnswer audited) {
    LedgerEntry entry = audited.entry();
    return new AuditedAnswerView(
        entry.id(),
        entry.at(),
        entry.caller(),
        entry.question(),
        entry.outcome(),
        entry.text(),
        entry.watermark(),
        entry.generationId(),
        audited.intact(),
        entry.citations().stream()
            .map(
                citation ->
                    CitationView.of(
                        citation, Objects.requireNonNull(audited.citationsNow().get(citation.n()))))
            .toList(),
        audited.evidence(),
        entry.provenance());
  }
}
