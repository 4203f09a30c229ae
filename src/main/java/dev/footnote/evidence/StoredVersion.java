package dev.footnote.evidence;

import dev.footnote.audit.CitationStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version as the database holds it: the text that every quote is measured against.
 *
 * @param contentSha256 hex SHA-256 of the version's bytes
 * @param outline the heading path from each position on, by position
 * @param pageStarts where each page starts, the first first; empty where the format has no pages
 */
public record StoredVersion(
    VersionKey key,
    String contentSha256,
    String text,
    List<Section> outline,
    List<Integer> pageStarts,
    CitationStatus status) {

  /** The headings, outermost first, that hold from a position on. */
  public record Section(int start, List<String> path) {}

  /** The headings above that position; empty before the first one. */
  public List<String> headingPathAt(int position) {
    List<String> path = List.of();
    for (Section section : outline) {
      if (section.start() > position) {
        break;
      }
      path = section.path();
    }
    return path;
  }

  /** The page of that position, from 1; null where the format has no pages. */
  public @Nullable Integer pageAt(int position) {
    if (pageStarts.isEmpty()) {
      return null;
    }
    int page = 1;
    while (page < pageStarts.size() && pageStarts.get(page) <= position) {
      page++;
    }
    return page;
  }

  /** Whether the line at that span is a heading of the document. */
  boolean isHeading(TextSpan line) {
    return outline.stream()
        .anyMatch(
            section ->
                section.start() == line.start()
                    && !section.path().isEmpty()
                    && section.path().getLast().equals(line.in(text)));
  }

  /** Whether the text reads so at that span. */
  public boolean reads(TextSpan span, String quote) {
    return span.end() <= text.length()
        && span.length() == quote.length()
        && text.startsWith(quote, span.start());
  }
}
