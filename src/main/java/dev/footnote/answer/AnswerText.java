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
 * Numbers are given here and nowhere else, so that no marker can point to nothing.
 */
public record AnswerText(String text, List<Citation> citations) {

  /**
   * @param statements checked, in reading order
   * @param stored the versions that they quote
   */
  public static AnswerText of(List<Statement> statements, Map<VersionKey, StoredVersion> stored) {
    var text = new StringBuilder();
    var citations = new ArrayList<Citation>();
    for (Statement statement : statements) {
      if (!text.isEmpty()) {
        text.append(statement.startsLine() ? "\n" : " ");
      }
      var answerSpan = new TextSpan(text.length(), text.length() + statement.text().length());
      text.append(statement.text()).append(' ');
      for (Quote quote : statement.quotes()) {
        int n = citations.size() + 1;
        text.append('[').append(n).append(']');
        StoredVersion version = stored.get(quote.version());
        if (version == null) {
          throw new IllegalStateException("A quote of " + quote.version() + " was not checked");
        }
        citations.add(citation(n, statement, quote, version, answerSpan));
      }
    }
    return new AnswerText(text.toString(), List.copyOf(citations));
  }

  private static Citation citation(
      int n, Statement statement, Quote quote, StoredVersion version, TextSpan answerSpan) {
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
        statement.supported(),
        version.status(),
        "/documents/%s/versions/%d?start=%d&end=%d#quote"
            .formatted(evidence.documentId(), evidence.version(), start, quote.span().end()));
  }
}
