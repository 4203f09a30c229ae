package dev.footnote.text;

import java.time.Duration;

/**
 * Bounds on what a parser accepts and spends on one file.
 *
 * @param bytesMax size of the file in bytes
 * @param pagesMax pages of a PDF
 * @param textCharsMax size of the text in UTF-16 code units
 * @param parseTimeMax wall-clock time for one file
 * @param expandedBytesMax bytes that an archive (DOCX) or one compressed stream (PDF) unpacks to
 * @param expansionRatioMax unpacked by packed bytes of one archive entry, beyond its first MiB
 * @param parsersMax files read at the same time, stuck ones included
 */
public record ParseLimits(
    int bytesMax,
    int pagesMax,
    int textCharsMax,
    Duration parseTimeMax,
    long expandedBytesMax,
    int expansionRatioMax,
    int parsersMax) {

  private static final int MIB = 1024 * 1024;

  public ParseLimits {
    if (bytesMax < 1
        || pagesMax < 1
        || textCharsMax < 1
        || parseTimeMax.isNegative()
        || parseTimeMax.isZero()
        || expandedBytesMax < 1
        || expansionRatioMax < 1
        || parsersMax < 1) {
      throw new IllegalArgumentException("Each parse limit must be positive.");
    }
  }

  /**
   * 32 MiB, 2,000 pages, 10 million characters, 60 seconds, 256 MiB unpacked at no more than 100 to
   * 1, 8 files at a time.
   */
  public static ParseLimits defaults() {
    return new ParseLimits(32 * MIB, 2_000, 10_000_000, Duration.ofSeconds(60), 256L * MIB, 100, 8);
  }
}
