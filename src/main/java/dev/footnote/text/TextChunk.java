package dev.footnote.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a document that is retrieved as a whole; its text is {@code
 * document.text().substring(start, end)}.
 *
 * @param start first UTF-16 code unit in the document's text, inclusive
 * @param end end in the document's text, exclusive
 * @param headingPath headings, outermost first, that all of the chunk stands under
 * @param pageFirst number of the page it starts on; null where the format has no pages
 * @param pageLast number of the page it ends on; null where the format has no pages
 * @param tokens size in the model's tokens, estimated from above by the sum of its sentences
 */
public record TextChunk(
    int start,
    int end,
    List<String> headingPath,
    @Nullable Integer pageFirst,
    @Nullable Integer pageLast,
    int tokens) {

  public TextChunk {
    headingPath = List.copyOf(headingPath);
  }
}
