package dev.footnote.evidence;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of one version that was put before the answerer: a chunk, or neighbouring chunks
 * joined.
 *
 * @param rank place in the evidence, from 1
 * @param chunkIds the chunks it is made of, in text order
 * @param chunkStarts where each of them starts in the version's text; left out of JSON
 * @param headingPath headings above its start
 * @param page page on which it starts; null where the format has no pages
 * @param span where it stands in the version's text
 * @param text exactly that span
 * @param tokens its length for the embedding model's tokenizer, summed over its chunks
 * @param score fused score of its best chunk, comparable within one answer only
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Evidence(
    int rank,
    UUID documentId,
    int version,
    String uri,
    String title,
    String contentSha256,
    List<Long> chunkIds,
    @JsonIgnore List<Integer> chunkStarts,
    List<String> headingPath,
    @Nullable Integer page,
    TextSpan span,
    String text,
    int tokens,
    double score) {
  public Evidence {
    chunkIds = List.copyOf(chunkIds);
    chunkStarts = List.copyOf(chunkStarts);
    headingPath = List.copyOf(headingPath);
  }

  /** The chunk that holds that position of the version's text: the last that starts before it. */
  long chunkAt(int position) {
    int index = 0;
    while (index + 1 < chunkStarts.size() && chunkStarts.get(index + 1) <= position) {
      index++;
    }
    return chunkIds.get(index);
  }
}
