package dev.footnote.evidence;

import dev.footnote.audit.CitationStatus;
import dev.footnote.history.Anchors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version as the database holds it: the text that every quote is measured against.
 *
 * @param contentSha256 hex SHA-256 of the version's bytes
 * @param outline the heading path from each position on, by position
 * @param pageStarts where each page starts, the first first; empty where the format has no pages
 * @param status what the version is by its number: the document's current one or not
 * @param current what the document says now; null if it is gone, or not looked up
 */
public record StoredVersion(
    VersionKey key,
    String contentSha256,
    String text,
    List<Section> outline,
    List<Integer> pageStarts,
    CitationStatus status,
    @Nullable Current current) {

  /** A version of which nothing more is known than whether it is the current one. */
  public StoredVersion(
      VersionKey key,
      String contentSha256,
      String text,
      List<Section> outline,
      List<Integer> pageStarts,
      CitationStatus status) {
    this(key, contentSha256, text, outline, pageStarts, status, null);
  }

  /**
   * What the document says now.
   *
   * @param text null if that is the version itself
   */
  public record Current(String uri, @Nullable String text) {}

  /** What became of a stretch that was found under that path. */
  public CitationStatus statusOf(TextSpan span, String uri) {
    if (current == null) {
      return status;
    }
    return CitationStatus.of(
        new Anchors(text, current.text() == null ? text : current.text())
            .find(span.start(), span.end(), uri.equals(current.uri())));
  }

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
