package dev.footnote.text;

import java.util.regex.Pattern;

/** What a document is called, as words: its path without the ending that tells its format. */
final class DocumentName {
  private static final Pattern ENDING = Pattern.compile("\\.\\p{L}\\w{0,4}$");

  /** Folders, and what stands in for blanks in file names; "v2.3" and "ERR-4012" stay whole. */
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[/\\\\_]|(?<=\\p{L})-(?=\\p{L})");

  private DocumentName() {}

  static String of(String uri) {
    return BETWEEN_WORDS.matcher(ENDING.matcher(uri).replaceFirst("")).replaceAll(" ");
  }
}
