package dev.footnote.search;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a document must be for its passages to be found; all conditions together.
 *
 * @param metadata values that the document's metadata must hold: a scalar equal, a list containing
 *     each value; also the metadata's own lists match by one value ({@code tags: "hr"})
 * @param path glob over the document's uri, such as {@code policies/**}; null for any
 * @param formats names of formats, such as {@code pdf}; empty for any
 */
public record SearchFilter(
    Map<String, Object> metadata, @Nullable String path, List<String> formats) {
  /** Lets every document through. */
  public static final SearchFilter NONE = new SearchFilter(Map.of(), null, List.of());

  public SearchFilter {
    metadata = Map.copyOf(metadata);
    formats = List.copyOf(formats);
  }

  /** Whether every document passes. */
  public boolean isEmpty() {
    return metadata.isEmpty() && path == null && formats.isEmpty();
  }
}
