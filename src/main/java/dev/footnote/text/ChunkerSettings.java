package dev.footnote.text;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  /** Below it a chunk says too little to be found. */
  public static final int TARGET_MIN = 64;

  /** Above it a chunk of the greatest size would pass the limit. */
  public static final int TARGET_MAX = 300;

  private static final Pattern VERSION =
      Pattern.compile(
          Pattern.quote(Chunker.ALGORITHM)
              + "-(\\d{1,5})-(\\d{1,5})-(\\d{1,5})-(\\d{1,5})-(\\d{1,6})");

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

  /**
   * Settings for another mean size, the others in the proportions of the defaults.
   *
   * @param tokensTarget {@link #TARGET_MIN} to {@link #TARGET_MAX}
   */
  public static ChunkerSettings ofTarget(int tokensTarget) {
    if (tokensTarget < TARGET_MIN || tokensTarget > TARGET_MAX) {
      throw new IllegalArgumentException(
          "The mean size of chunks must be between %d and %d tokens, but is %d."
              .formatted(TARGET_MIN, TARGET_MAX, tokensTarget));
    }
    return new ChunkerSettings(
        tokensTarget,
        tokensTarget * 8 / 5,
        tokensTarget * 32 / 250,
        tokensTarget * 40 / 250,
        tokensTarget * 16);
  }

  /**
   * Reads what {@link #version} wrote; empty if another version of the algorithm wrote it, which
   * can't be run any more.
   */
  public static Optional<ChunkerSettings> parse(String version) {
    Matcher matcher = VERSION.matcher(version);
    return matcher.matches()
        ? Optional.of(
            new ChunkerSettings(
                number(matcher, 1),
                number(matcher, 2),
                number(matcher, 3),
                number(matcher, 4),
                number(matcher, 5)))
        : Optional.empty();
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  /** Names the algorithm and the sizes: texts chunked under equal versions are cut alike. */
  public String version() {
    return "%s-%d-%d-%d-%d-%d"
        .formatted(
            Chunker.ALGORITHM, tokensTarget, tokensMax, tokensOverlap, tokensSectionMin, charsMax);
  }
}
