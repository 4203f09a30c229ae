package dev.footnote.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plain text: paragraphs between blank lines, lists where lines start with a marker. */
final class PlainTextParser implements FormatParser {

  private static final Pattern ITEM =
      Pattern.compile("^(\\s*)([-*\u2022\u25cf\u2013]|\\d{1,3}[.)])\\s+(\\S.*)$");

  /** A line this long, in characters, was probably ended by a text editor's right margin. */
  private static final int WRAPPED_LINE_MIN = 50;

  private static final int WRAPPED_LINE_MAX = 130;

  @Override
  public void parse(byte[] bytes, TextAssembler out) {
    List<String> paragraph = new ArrayList<>();
    for (String line : TextNormalizer.normalize(TextDecoding.decode(bytes)).split("\n", -1)) {
      if (!line.isBlank()) {
        paragraph.add(line);
      } else {
        write(paragraph, out);
        paragraph.clear();
      }
    }
    write(paragraph, out);
  }

  private static void write(List<String> lines, TextAssembler out) {
    if (lines.isEmpty()) {
      return;
    }
    if (lines.stream().noneMatch(line -> ITEM.matcher(line).matches())) {
      out.paragraph(String.join(isWrapped(lines) ? " " : "\n", lines));
      return;
    }
    List<String> pending = new ArrayList<>();
    Matcher open = null;
    for (String line : lines) {
      Matcher item = ITEM.matcher(line);
      if (item.matches()) {
        flush(open, pending, out);
        open = item;
        pending.add(item.group(3));
      } else {
        pending.add(line);
      }
    }
    flush(open, pending, out);
  }

  private static void flush(
      @org.jspecify.annotations.Nullable Matcher item, List<String> lines, TextAssembler out) {
    if (lines.isEmpty()) {
      return;
    }
    if (item == null) {
      out.paragraph(String.join(isWrapped(lines) ? " " : "\n", lines));
    } else {
      String marker = item.group(2);
      boolean numbered = Character.isDigit(marker.charAt(0));
      out.listItem(
          item.group(1).replace("\t", "    ").length() / 2,
          numbered ? marker : "-",
          String.join(" ", lines));
    }
    lines.clear();
  }

  /** Whether the lines are one flow of text broken at a margin, not lines of their own meaning. */
  private static boolean isWrapped(List<String> lines) {
    List<String> full = lines.subList(0, lines.size() - 1);
    return full.stream()
        .map(String::strip)
        .allMatch(line -> line.length() >= WRAPPED_LINE_MIN && line.length() <= WRAPPED_LINE_MAX);
  }
}
