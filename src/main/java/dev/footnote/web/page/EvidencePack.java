package dev.footnote.web.page;

import dev.footnote.audit.AuditedAnswer;
import dev.footnote.audit.Provenance;
import dev.footnote.seal.EntryProof;
import dev.footnote.store.Sha256;
import dev.footnote.web.api.AuditedAnswerView;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All that shows what an answer was made from, for somebody without access to the service.
 *
 * @param sources the quotes in order, each with what stands around it
 * @param proof that the entry is sealed, by what it is called; empty while it is not
 * @param publicKey the key of the seals, in PEM
 */
record EvidencePack(
    AuditedAnswerView audited,
    AnswerView answer,
    List<Source> sources,
    List<SourceSides.Pair> sides,
    Map<String, String> proof,
    String publicKey,
    String provenance) {

  private static final HexFormat HEX = HexFormat.of();

  /**
   * A quote where it stands.
   *
   * @param before what the answerer saw before it; null if that text is no longer stored
   */
  record Source(
      int n,
      String title,
      String where,
      int version,
      String contentSha256,
      int start,
      int end,
      @Nullable String before,
      String quote,
      @Nullable String after) {}

  static EvidencePack of(AuditedAnswerView audited, @Nullable EntryProof proof, String publicKey) {
    return new EvidencePack(
        audited,
        AnswerView.of(audited),
        audited.citations().stream().map(citation -> source(citation, audited)).toList(),
        SourceSides.of(audited),
        proof == null ? Map.of() : named(proof),
        publicKey,
        ReadableJson.of(audited.provenance()));
  }

  private static Source source(AuditedAnswerView.CitationView citation, AuditedAnswerView audited) {
    int start = citation.span().start();
    int end = citation.span().end();
    Map<Integer, String> texts =
        audited.evidence().stream()
            .filter(seen -> seen.text() != null)
            .collect(Collectors.toMap(AuditedAnswer.EvidenceText::rank, seen -> seen.text()));
    for (Provenance.Passage passage : audited.provenance().evidence()) {
      String text = texts.get(passage.rank());
      boolean holds =
          passage.documentId().equals(citation.documentId())
              && passage.version() == citation.version()
              && passage.spanStart() <= start
              && end <= passage.spanEnd();
      if (holds && text != null) {
        return source(
            citation,
            text.substring(0, start - passage.spanStart()),
            text.substring(end - passage.spanStart()));
      }
    }
    return source(citation, null, null);
  }

  private static Source source(
      AuditedAnswerView.CitationView citation, @Nullable String before, @Nullable String after) {
    return new Source(
        citation.n(),
        citation.title(),
        Where.of(citation.headingPath(), citation.page(), citation.uri()),
        citation.version(),
        citation.contentSha256(),
        citation.span().start(),
        citation.span().end(),
        before,
        citation.quote(),
        after);
  }

  private static Map<String, String> named(EntryProof proof) {
    var named = new TreeMap<String, String>();
    named.put("1. hash of the entry", proof.entrySha256().hex());
    named.put(
        "2. its place",
        "position %d of %d in seal %d".formatted(proof.position(), proof.entries(), proof.seal()));
    named.put(
        "3. path to the root",
        proof.path().stream().map(Sha256::hex).collect(Collectors.joining(" ")));
    named.put("4. root", proof.root().hex());
    named.put("5. bytes of the seal", HEX.formatHex(proof.sealBytes()));
    named.put("6. signature of the seal", HEX.formatHex(proof.signature()));
    named.put("7. id of the key", proof.keyId().hex());
    return named;
  }
}
