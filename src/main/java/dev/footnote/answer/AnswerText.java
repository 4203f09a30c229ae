package dev.footnote.answer;

import dev.footnote.evidence.Evidence;
import dev.footnote.evidence.Quote;
import dev.footnote.evidence.Statement;
import dev.footnote.evidence.StoredVersion;
import dev.footnote.evidence.TextSpan;
import dev.footnote.evidence.VersionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An answer's text with a marker after each statement, and the citations that the markers point to.
 * Numbers are given here and nowhere else, and what a document numbers so loses its brackets: no
 * marker can point to nothing.
 */
public record AnswerText(
    String text,
    List<Citation> citations,
    List<ContextCitation> contextCitations,
    List<Unproven> unproven) {
  public AnswerText {
    citations = List.copyOf(citations);
    contextCitations = List.copyOf(contextCitations);
    unproven = List.copyOf(unproven);
  }

  /**
   * @param statements checked, in reading order
   * @param stored the versions that they quote
   */
  public static AnswerText of(List<Statement> statements, Map<VersionKey, StoredVersion> stored) {
    var writer = new Writer(true);
    statements.forEach(statement -> writer.add(statement, stored));
    return writer.written();
  }

  /** Puts one statement after another. */
  static final class Writer {
    /** What stands where a marker would, after a statement that could not be proven. */
    private static final String DOUBT = "[?]";

    private final boolean doubtsShown;
    private final StringBuilder text = new StringBuilder();
    private final List<Citation> citations = new ArrayList<>();
    private final List<ContextCitation> contextCitations = new ArrayList<>();
    private final List<Unproven> unproven = new ArrayList<>();

    /**
     * @param doubtsShown whether readers of the text see which statements could not be proven
     */
    Writer(boolean doubtsShown) {
      this.doubtsShown = doubtsShown;
    }

    /** The text so far. */
    AnswerText written() {
      return new AnswerText(text.toString(), citations, contextCitations, unproven);
    }

    /**
     * @param stored the versions that the statement quotes
     */
    AnswerListener.Sentence add(Statement statement, Map<VersionKey, StoredVersion> stored) {
      int from = text.length();
      int known = citations.size();
      int knownOfCaller = contextCitations.size();
      if (!text.isEmpty()) {
        text.append(statement.startsLine() ? "\n" : " ");
      }
      String words = OtherMarkers.withoutBrackets(statement.text());
      var answerSpan = new TextSpan(text.length(), text.length() + words.length());
      text.append(words);
      String problem = statement.problem();
      boolean doubted = problem != null && doubtsShown;
      if (problem != null) {
        unproven.add(new Unproven(answerSpan, problem, statement.support()));
      }
      if (!statement.quotes().isEmpty() || doubted) {
        text.append(' ');
      }
      for (Quote quote : statement.quotes()) {
        int n = citations.size() + contextCitations.size() + 1;
        if (CallerContext.holds(quote.version())) {
          contextCitations.add(contextCitation(n, statement, quote, answerSpan));
        } else {
          citations.add(citation(n, statement, quote, stored, answerSpan));
        }
        text.append('[').append(n).append(']');
      }
      if (doubted) {
        text.append(DOUBT);
      }
      return new AnswerListener.Sentence(
          text.substring(from),
          citations.subList(known, citations.size()),
          contextCitations.subList(knownOfCaller, contextCitations.size()));
    }

    private static ContextCitation contextCitation(
        int n, Statement statement, Quote quote, TextSpan answerSpan) {
      return new ContextCitation(
          n,
          quote.version().number(),
          quote.evidence().title(),
          quote.span(),
          answerSpan,
          quote.text(),
          statement.problem() == null,
          statement.support(),
          statement.added());
    }

    private static Citation citation(
        int n,
        Statement statement,
        Quote quote,
        Map<VersionKey, StoredVersion> stored,
        TextSpan answerSpan) {
      StoredVersion version = stored.get(quote.version());
      if (version == null) {
        throw new IllegalStateException("A quote of " + quote.version() + " was not checked");
      }
      Evidence evidence = quote.evidence();
      int start = quote.span().start();
      return new Citation(
          n,
          evidence.documentId(),
          evidence.uri(),
          evidence.title(),
          evidence.version(),
          quote.chunkId(),
          version.contentSha256(),
          version.headingPathAt(start),
          version.pageAt(start),
          quote.span(),
          answerSpan,
          quote.text(),
          statement.problem() == null,
          statement.support(),
          statement.added(),
          version.statusOf(quote.span(), evidence.uri()),
          "/documents/%s/versions/%d?start=%d&end=%d#quote"
              .formatted(evidence.documentId(), evidence.version(), start, quote.span().end()));
    }
  }
}
