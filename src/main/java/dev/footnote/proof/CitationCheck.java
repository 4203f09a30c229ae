package dev.footnote.proof;

import dev.footnote.audit.Provenance;
import dev.footnote.evidence.Quote;
import dev.footnote.evidence.Statement;
import dev.footnote.evidence.StoredVersion;
import dev.footnote.evidence.VersionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The last look before an answer leaves: each quote is compared, character by character, with the
 * text of that version as the database holds it now, and the version's hash with the one that was
 * searched. What does not agree is taken out, with its statement; but a statement that leaves
 * unproven anyway stays, without the quote.
 */
public final class CitationCheck {
  public static final String NOT_THERE = "its quote is not in the stored version";

  private CitationCheck() {}

  /**
   * What is left.
   *
   * @param dropped statements that lost all their quotes
   * @param quotesDropped quotes that were not found
   */
  public record Checked(
      List<Statement> statements, List<Provenance.Dropped> dropped, int quotesDropped) {}

  /**
   * @param stored the cited versions, freshly read; one that is missing confirms nothing
   */
  public static Checked check(List<Statement> statements, Map<VersionKey, StoredVersion> stored) {
    var kept = new ArrayList<Statement>();
    var dropped = new ArrayList<Provenance.Dropped>();
    int quotesDropped = 0;
    for (Statement statement : statements) {
      List<Quote> confirmed =
          statement.quotes().stream().filter(quote -> stands(quote, stored)).toList();
      quotesDropped += statement.quotes().size() - confirmed.size();
      if (confirmed.isEmpty() && statement.supported()) {
        dropped.add(new Provenance.Dropped(statement.text(), NOT_THERE));
      } else {
        kept.add(statement.withQuotes(confirmed));
      }
    }
    return new Checked(List.copyOf(kept), List.copyOf(dropped), quotesDropped);
  }

  private static boolean stands(Quote quote, Map<VersionKey, StoredVersion> stored) {
    StoredVersion version = stored.get(quote.version());
    return version != null
        && version.contentSha256().equals(quote.evidence().contentSha256())
        && !quote.text().isBlank()
        && version.reads(quote.span(), quote.text());
  }
}
