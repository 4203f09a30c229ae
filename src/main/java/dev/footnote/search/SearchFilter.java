package dev.footnote.search;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a document must be for its passages to be found; all conditions together.
 *
 * @param metadata values that the document's metadata must hold: a scalar equal, a list containing
 *     each value; also the metadata's own lists match by one value ({@code tags: "hr"})
 * @param path glob over the document's uri, such as {@code policies/**}; null for any
 * @param formats names of formats, such as {@code pdf}; empty for any
 * @param without documents that must not be found; none for all
 */
public record SearchFilter(
    Map<String, Object> metadata, @Nullable String path, List<String> formats, Set<UUID> without) {
  /** Lets every document through. */
  public static final SearchFilter NONE = new SearchFilter(Map.of(), null, List.of());

  public SearchFilter {
    metadata = Map.copyOf(metadata);
    formats = List.copyOf(formats);
    without = Set.copyOf(without);
  }

  public SearchFilter(Map<String, Object> metadata, @Nullable String path, List<String> formats) {
    this(metadata, path, formats, Set.of());
  }

  /** Lets all through but these, whatever they hold. */
  public static SearchFilter allBut(Set<UUID> documents) {
    return new SearchFilter(Map.of(), null, List.of(), documents);
  }

  /** Whether every document passes. */
  public boolean isEmpty() {
    return metadata.isEmpty() && path == null && formats.isEmpty() && without.isEmpty();
  }
}
