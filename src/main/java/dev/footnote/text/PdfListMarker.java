package dev.footnote.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a printed list item starts with.
 *
 * @param marker "-" for any bullet, else the number or letter as printed
 * @param rest the item's words after it
 */
record PdfListMarker(String marker, String rest) {

  private static final String BULLET =
      "[\u2022\u25cf\u25cb\u25e6\u25aa\u25a0\u25ab\u2023\u2043"
          + "\u00b7\u2013\u2014\u2219\uf0b7\uf0a7\uf0d8*-]";

  private static final String NUMBER = "\\(?(?:\\d{1,3}|[a-z]|[ivx]{1,4})[.)]";

  private static final Pattern MARKER = Pattern.compile("(?:" + BULLET + "|o|" + NUMBER + ")");

  private static final Pattern ITEM =
      Pattern.compile("(" + BULLET + "|o|" + NUMBER + ")\\s+(\\S.*)", Pattern.DOTALL);

  static boolean isMarker(String words) {
    return MARKER.matcher(words).matches();
  }

  /** The marker a line starts with; null if it starts with none. */
  static @Nullable PdfListMarker of(String line) {
    Matcher item = ITEM.matcher(line);
    if (!item.matches()) {
      return null;
    }
    String found = item.group(1);
    boolean numbered = found.length() > 1;
    return new PdfListMarker(numbered ? found : "-", item.group(2));
  }
}
