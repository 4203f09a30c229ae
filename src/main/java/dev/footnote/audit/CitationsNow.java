package dev.footnote.audit;

import dev.footnote.document.DocumentKey;
import dev.footnote.history.CitedSpan;
import dev.footnote.history.DocumentState;
import dev.footnote.history.Standing;
import dev.footnote.history.Standings;
import dev.footnote.history.StoredText;
import dev.footnote.store.Scope;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What became of citations, looked up in one transaction. For one thread. */
public final class CitationsNow {
  private final Handle handle;
  private final Standings standings;
  private final Map<DocumentKey, DocumentState> states = new HashMap<>();

  public CitationsNow(Handle handle) {
    this.handle = handle;
    this.standings = new Standings(handle);
  }

  /** What a citation of an entry quotes. */
  public static CitedSpan span(Scope scope, LedgerCitation citation) {
    return new CitedSpan(
        new DocumentKey(scope, citation.documentId()),
        citation.version(),
        citation.spanStart(),
        citation.spanEnd(),
        citation.uri());
  }

  /** What became of a cited stretch. */
  public CitationNow of(CitedSpan span) {
    DocumentState state = states.computeIfAbsent(span.document(), standings::now);
    Standing standing = standings.of(span, state);
    CitationStatus status = CitationStatus.of(standing);
    return new CitationNow(
        status,
        place(span, state, standing),
        status == CitationStatus.SUPERSEDED ? WhoSuperseded.find(handle, span) : null);
  }

  /** The status alone. */
  CitationStatus statusOf(CitedSpan span) {
    return CitationStatus.of(
        standings.of(span, states.computeIfAbsent(span.document(), standings::now)));
  }

  private CitationNow.@Nullable Place place(
      CitedSpan span, DocumentState state, Standing standing) {
    if (!(state instanceof DocumentState.Present(int version, String uri))) {
      return null;
    }
    return switch (standing) {
      case Standing.Moved(int start, int end) -> place(span, version, uri, start, end);
      case Standing.Superseded(int start, int end) ->
          start == end ? null : place(span, version, uri, start, end);
      case Standing.Current current -> null;
      case Standing.Deleted deleted -> null;
    };
  }

  private CitationNow.@Nullable Place place(
      CitedSpan span, int version, String uri, int start, int end) {
    StoredText now = standings.text(span.document(), version);
    return now == null || end > now.text().length()
        ? null
        : new CitationNow.Place(
            version, start, end, uri, now.pageAt(start), now.text().substring(start, end));
  }
}
