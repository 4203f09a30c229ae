package dev.footnote.web.page;

import dev.footnote.answer.Answer;
import dev.footnote.answer.AnswererInfo;
import dev.footnote.answer.Citation;
import dev.footnote.answer.ContextCitation;
import dev.footnote.answer.Outcome;
import dev.footnote.audit.Provenance;
import dev.footnote.evidence.Evidence;
import dev.footnote.web.api.AuditedAnswerView;
import dev.footnote.web.api.PassageUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An answer as the page shows it.
 *
 * @param outcome {@code grounded}, {@code partly_grounded} or {@code no_evidence}
 * @param ownNotes footnotes that point to what the asker's application has said
 * @param near passages that came nearest, where the answer is that there is none
 * @param facts how it came about, in a few short phrases
 * @param feedback the form in which people say whether it is right
 * @param recordUrl the ledger's page about it; null where it is that page, or may not be seen
 */
public record AnswerView(
    String question,
    String outcome,
    List<AnswerText.Paragraph> paragraphs,
    List<Footnote> footnotes,
    List<OwnNote> ownNotes,
    List<Near> near,
    List<String> facts,
    FeedbackForm feedback,
    @Nullable String recordUrl) {

  private static final int EXCERPT_CHARS = 240;

  /**
   * A footnote.
   *
   * @param where page, headings and path in a line
   * @param url the cited passage in its context
   */
  public record Footnote(
      int n,
      String title,
      String where,
      String quote,
      String status,
      boolean verified,
      String url) {}

  /** A footnote that quotes what was said beside the question. */
  public record OwnNote(int n, String title, String quote, boolean verified) {}

  /** A passage that came near without answering. */
  public record Near(String title, String where, String excerpt, String url) {}

  static AnswerView of(String question, Answer answer, boolean mayAudit) {
    return new AnswerView(
        question,
        answer.outcome().code(),
        AnswerText.paragraphs(
            answer.text(),
            Stream.concat(
                    answer.citations().stream().map(Citation::n),
                    answer.contextCitations().stream().map(ContextCitation::n))
                .collect(Collectors.toSet())),
        answer.citations().stream().map(AnswerView::footnote).toList(),
        answer.contextCitations().stream()
            .map(c -> new OwnNote(c.n(), c.title(), c.quote(), c.verified()))
            .toList(),
        answer.outcome() == Outcome.NO_EVIDENCE
            ? answer.evidence().stream().limit(3).map(AnswerView::near).toList()
            : List.of(),
        facts(answer),
        FeedbackForm.of(answer.id()),
        mayAudit ? "/answers/" + answer.id() : null);
  }

  static AnswerView of(AuditedAnswerView audited) {
    List<OwnNote> own = ownNotes(audited.provenance().context());
    return new AnswerView(
        audited.question(),
        audited.outcome(),
        AnswerText.paragraphs(
            audited.answer(),
            Stream.concat(
                    audited.citations().stream().map(AuditedAnswerView.CitationView::n),
                    own.stream().map(OwnNote::n))
                .collect(Collectors.toSet())),
        audited.citations().stream().map(AnswerView::footnote).toList(),
        own,
        List.of(),
        List.of(),
        FeedbackForm.of(audited.answerId()),
        null);
  }

  private static List<OwnNote> ownNotes(Provenance.@Nullable Context context) {
    return context == null
        ? List.of()
        : context.citations().stream()
            .map(
                cited -> {
                  Provenance.Context.Item item = context.items().get(cited.item() - 1);
                  String quote = item.text().substring(cited.spanStart(), cited.spanEnd());
                  return new OwnNote(cited.n(), item.title(), quote, cited.verified());
                })
            .toList();
  }

  private static Footnote footnote(Citation citation) {
    return new Footnote(
        citation.n(),
        citation.title(),
        Where.of(citation.headingPath(), citation.page(), citation.uri()),
        citation.quote(),
        citation.status().name().toLowerCase(Locale.ROOT),
        citation.verified(),
        citation.url());
  }

  private static Footnote footnote(AuditedAnswerView.CitationView citation) {
    return new Footnote(
        citation.n(),
        citation.title(),
        Where.of(citation.headingPath(), citation.page(), citation.uri()),
        citation.quote(),
        citation.status().name().toLowerCase(Locale.ROOT),
        citation.verified(),
        citation.url());
  }

  private static Near near(Evidence passage) {
    String text = passage.text();
    return new Near(
        passage.title(),
        Where.of(passage.headingPath(), passage.page(), passage.uri()),
        text.length() <= EXCERPT_CHARS ? text : text.substring(0, EXCERPT_CHARS) + "…",
        PassageUrl.of(
            passage.documentId(), passage.version(), passage.span().start(), passage.span().end()));
  }

  private static List<String> facts(Answer answer) {
    var facts = new ArrayList<String>();
    AnswererInfo by = answer.answerer();
    facts.add(
        by.kind() == AnswererInfo.Kind.EXTRACTIVE
            ? "Sentences taken from the documents, word by word"
            : "Written by " + by.model() + ", each statement checked against its source");
    if (by.note() != null) {
      facts.add(by.note());
    }
    if (answer.asOf() != null) {
      facts.add(
          "As of %s, after %,d changes of the documents"
              .formatted(answer.asOf().at(), answer.asOf().watermark()));
    }
    answer.degraded().forEach(degradation -> facts.add(degradation.detail()));
    if (answer.documentsWaiting() > 0) {
      facts.add(
          "%,d documents have changes that this answer has not seen yet"
              .formatted(answer.documentsWaiting()));
    }
    facts.add("%,.0f ms".formatted(answer.timings().totalMs()));
    return List.copyOf(facts);
  }
}
