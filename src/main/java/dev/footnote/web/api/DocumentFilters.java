package dev.footnote.web.api;

import dev.footnote.document.DocumentFilter;
import dev.footnote.web.problem.ProblemException;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A filter on documents, from the words of a query string. */
public final class DocumentFilters {
  private DocumentFilters() {}

  /** The filter; empty words stand for no condition. */
  public static DocumentFilter of(
      @Nullable String collection, @Nullable String state, @Nullable String text) {
    return new DocumentFilter(words(collection), state(words(state)), words(text));
  }

  private static @Nullable String words(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.replace('\0', ' ').strip();
  }

  private static DocumentFilter.@Nullable Listed state(@Nullable String name) {
    if (name == null) {
      return null;
    }
    return Arrays.stream(DocumentFilter.Listed.values())
        .filter(state -> state.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.invalid(
                    "state", "'state' must be pending, indexed, removed or problem."));
  }
}
