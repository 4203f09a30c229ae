package dev.footnote.search;

import java.util.regex.Pattern;

/**
 * A path pattern as a regular expression that Java and PostgreSQL read alike. {@code *} stands for
 * any characters but {@code /}, {@code ?} for one of them, {@code **} for any characters, and
 * {@code **}{@code /} for any folders or none; everything else stands for itself.
 */
final class PathGlob {
  private static final Pattern TO_ESCAPE = Pattern.compile("[\\\\.\\[\\]{}()<>*+?^$|#]");

  private PathGlob() {}

  /** The anchored regular expression for a pattern. */
  static String regex(String glob) {
    var regex = new StringBuilder("^");
    int at = 0;
    while (at < glob.length()) {
      String token = token(glob, at);
      regex.append(
          switch (token) {
            case "**/" -> "(.*/)?";
            case "**" -> ".*";
            case "*" -> "[^/]*";
            case "?" -> "[^/]";
            default -> TO_ESCAPE.matcher(token).replaceAll("\\\\$0");
          });
      at += token.length();
    }
    return regex.append('$').toString();
  }

  private static String token(String glob, int at) {
    if (glob.startsWith("**/", at) && (at == 0 || glob.charAt(at - 1) == '/')) {
      return "**/";
    }
    return glob.startsWith("**", at) ? "**" : glob.substring(at, at + 1);
  }
}
