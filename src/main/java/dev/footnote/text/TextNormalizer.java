package dev.footnote.text;

import java.text.Normalizer;

/** Turns any characters into the ones a parsed document may hold. */
final class TextNormalizer {

  private TextNormalizer() {}

  /**
   * Unicode normal form C with LF line ends. Control characters but LF and tab, byte order marks,
   * soft hyphens, zero-width spaces and directional overrides go; unbreakable and other fixed
   * spaces become plain ones; an unpaired surrogate becomes U+FFFD.
   */
  static String normalize(String raw) {
    StringBuilder clean = new StringBuilder(raw.length());
    int length = raw.length();
    for (int i = 0; i < length; i++) {
      char c = raw.charAt(i);
      if (c >= ' ' && c < 0x7f) {
        clean.append(c);
      } else if (c == '\r') {
        if (i + 1 == length || raw.charAt(i + 1) != '\n') {
          clean.append('\n');
        }
      } else if (Character.isHighSurrogate(c)
          && i + 1 < length
          && Character.isLowSurrogate(raw.charAt(i + 1))) {
        clean.append(c).append(raw.charAt(++i));
      } else {
        appendSpecial(clean, c);
      }
    }
    return Normalizer.normalize(clean, Normalizer.Form.NFC);
  }

  private static void appendSpecial(StringBuilder clean, char c) {
    switch (c) {
      case '\n', '\t' -> clean.append(c);
      case '\f', '\u000b', '\u0085', '\u2028', '\u2029' -> clean.append('\n');
      case '\u00ad', '\u200b', '\u2060', '\ufeff' -> {}
      default -> {
        if (Character.isSurrogate(c)) {
          clean.append('\ufffd');
        } else if (Character.getType(c) == Character.SPACE_SEPARATOR) {
          clean.append(' ');
        } else if (!Character.isISOControl(c) && !isDirectional(c)) {
          clean.append(c);
        }
      }
    }
  }

  private static boolean isDirectional(char c) {
    return (c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069');
  }

  /** Normalised running text: runs of blanks become one space, lines are trimmed, none is empty. */
  static String prose(String raw) {
    String text = normalize(raw);
    StringBuilder out = new StringBuilder(text.length());
    boolean space = false;
    boolean line = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        line = true;
      } else if (c == ' ' || c == '\t') {
        space = true;
      } else {
        if (out.length() > 0 && line) {
          out.append('\n');
        } else if (out.length() > 0 && space) {
          out.append(' ');
        }
        space = false;
        line = false;
        out.append(c);
      }
    }
    return out.toString();
  }

  /** Like {@link #prose}, on one line. */
  static String line(String raw) {
    return prose(raw).replace('\n', ' ');
  }

  /** Normalised text that keeps its lines and indentation; blank lines around it go. */
  static String verbatim(String raw) {
    StringBuilder out = new StringBuilder(raw.length());
    int blankLines = 0;
    for (String line : normalize(raw).split("\n", -1)) {
      String kept = line.stripTrailing();
      if (kept.isEmpty()) {
        blankLines++;
        continue;
      }
      if (out.length() > 0) {
        out.repeat('\n', blankLines + 1);
      }
      blankLines = 0;
      out.append(kept);
    }
    return out.toString();
  }
}
