package dev.footnote.staleness;

import dev.footnote.audit.CitationStatus;
import dev.footnote.history.DocumentState;
import dev.footnote.history.Standing;
import org.jspecify.annotations.Nullable;

/**
 * What became of a cited span, as a row holds it.
 *
 * @param nowVersion the version that it was looked for in, under {@code nowUri}; null if the
 *     document was gone
 * @param nowStart half-open span of where it stands, or of what stands in its place; null for
 *     nothing
 */
record SpanState(
    CitationStatus status,
    @Nullable Integer nowVersion,
    @Nullable String nowUri,
    @Nullable Integer nowStart,
    @Nullable Integer nowEnd) {

  static SpanState of(Standing standing, DocumentState state, int start, int end) {
    CitationStatus status = CitationStatus.of(standing);
    return switch (state) {
      case DocumentState.Gone gone -> new SpanState(status, null, null, null, null);
      case DocumentState.Present(int version, String uri) ->
          switch (standing) {
            case Standing.Current current -> new SpanState(status, version, uri, start, end);
            case Standing.Moved(int at, int to) -> new SpanState(status, version, uri, at, to);
            case Standing.Superseded(int at, int to) ->
                at == to
                    ? new SpanState(status, version, uri, null, null)
                    : new SpanState(status, version, uri, at, to);
            case Standing.Deleted deleted -> new SpanState(status, version, uri, null, null);
          };
    };
  }
}
