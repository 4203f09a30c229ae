package dev.footnote.text;

/**
 * Sizes of chunks, in tokens of the embedding model.
 *
 * @param tokensTarget mean size aimed at; a piece of text below it is never cut
 * @param tokensMax size no chunk exceeds
 * @param tokensOverlap how much of the sentences before it a chunk repeats when it starts inside a
 *     paragraph; 0 for none
 * @param tokensSectionMin a section smaller than this is joined to its neighbours
 * @param charsMax length in UTF-16 code units no chunk exceeds, whatever its tokens
 */
public record ChunkerSettings(
    int tokensTarget, int tokensMax, int tokensOverlap, int tokensSectionMin, int charsMax) {

  /** Models of the BERT family read 512 tokens, two of which mark the ends; some room stays. */
  public static final int TOKENS_MAX_LIMIT = 480;

  public ChunkerSettings {
    if (tokensTarget < 8 || tokensMax < tokensTarget || tokensMax > TOKENS_MAX_LIMIT) {
      throw new IllegalArgumentException(
          "Chunk sizes must satisfy 8 <= target <= max <= %d, but target is %d and max is %d."
              .formatted(TOKENS_MAX_LIMIT, tokensTarget, tokensMax));
    }
    if (tokensOverlap < 0 || tokensOverlap > tokensTarget / 4) {
      throw new IllegalArgumentException(
          "The overlap must be between 0 and a quarter of the target, but is " + tokensOverlap);
    }
    if (tokensSectionMin < 0 || tokensSectionMin > tokensTarget / 2) {
      throw new IllegalArgumentException(
          "The smallest section must be at most half of the target, but is " + tokensSectionMin);
    }
    if (charsMax < tokensMax) {
      throw new IllegalArgumentException("charsMax must be at least tokensMax.");
    }
  }

  /** 250 tokens on average, at most 400 and 4,000 characters; overlap 32; sections from 40. */
  public static ChunkerSettings defaults() {
    return new ChunkerSettings(250, 400, 32, 40, 4_000);
  }

  /** Names the algorithm and the sizes: texts chunked under equal versions are cut alike. */
  public String version() {
    return "%s-%d-%d-%d-%d-%d"
        .formatted(
            Chunker.ALGORITHM, tokensTarget, tokensMax, tokensOverlap, tokensSectionMin, charsMax);
  }
}
