package dev.footnote.proof;

import dev.footnote.evidence.StoredVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a statement puts in quotation marks: it must stand in a version word for word. */
record QuotedWords(List<String> parts) {
  private static final Pattern QUOTED =
      Pattern.compile(
          "\"([^\"\\n]{2,}?)\"|“([^”“\\n]{2,}?)[”“]|„([^“”\"\\n]{2,}?)[“”\"]|[«»]\\s?([^«»\\n]{2,}?)\\s?[«»]|「([^」]{2,}?)」|(?<![\\p{L}\\p{N}])‘([^’\\n]{2,}?)’(?!\\p{L})|(?<![\\p{L}\\p{N}])'([^'\\n]{2,}?)'(?!\\p{L})");
  private static final Pattern LEFT_OUT =
      Pattern.compile("\\s*(?:\\[?(?:…|\\.\\.\\.)\\]?|\\[[^\\]]*\\])\\s*");
  private static final Pattern EDGES = Pattern.compile("^[\\s.,;:!?]+|[\\s.,;:!?]+$");

  static QuotedWords in(String statement) {
    var parts = new ArrayList<String>();
    Matcher quoted = QUOTED.matcher(statement);
    while (quoted.find()) {
      for (int group = 1; group <= quoted.groupCount(); group++) {
        if (quoted.group(group) != null) {
          for (String part : LEFT_OUT.split(quoted.group(group))) {
            String plain = plain(part);
            if (!plain.isEmpty()) {
              parts.add(plain);
            }
          }
        }
      }
    }
    return new QuotedWords(List.copyOf(parts));
  }

  boolean standIn(StoredVersion version) {
    String text = parts.isEmpty() ? "" : plain(version.text());
    return parts.stream().allMatch(text::contains);
  }

  /** One form for white space, quotation marks and hyphens; capitals at a border may differ. */
  private static String plain(String text) {
    String one =
        text.toLowerCase(Locale.ROOT)
            .replaceAll("[*_`]", "")
            .replaceAll("[\"“”„«»‘’']", "'")
            .replaceAll("[‐‑–—]", "-")
            .replaceAll("[\\s\\u00A0]+", " ");
    return EDGES.matcher(one).replaceAll("");
  }
}
