package dev.footnote.document;

import dev.footnote.store.Sha256;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document's bytes once read, as text.
 *
 * @param title null when the document names none
 * @param text normalised; every span indexes it in UTF-16 code units
 * @param outline the heading path from each position on, in order of position
 * @param pages start offset of each page; empty where the format has none
 * @param parser version of the parser that made the text
 * @param blocks what a chunker cuts along: kind, start and end of each block, one after another;
 *     null where it was not kept
 */
public record Version(
    @Nullable String title,
    String format,
    Map<String, Object> metadata,
    Sha256 contentSha256,
    long byteSize,
    String text,
    List<OutlineEntry> outline,
    List<Integer> pages,
    String parser,
    @Nullable List<Integer> blocks) {

  /** From {@code start} on (until the next entry) the text stands under {@code path}. */
  public record OutlineEntry(int start, List<String> path) {}
}
