package dev.footnote.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a version says.
 *
 * @param pageStarts where each page starts, the first first; empty where the format has no pages
 */
public record StoredText(String text, List<Integer> pageStarts) {
  public StoredText {
    pageStarts = List.copyOf(pageStarts);
  }

  /** The page of that position, from 1; null where the format has no pages. */
  public @Nullable Integer pageAt(int position) {
    int page = 0;
    while (page < pageStarts.size() && (page == 0 || pageStarts.get(page) <= position)) {
      page++;
    }
    return page == 0 ? null : page;
  }
}
