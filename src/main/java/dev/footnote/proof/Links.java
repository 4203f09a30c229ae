package dev.footnote.proof;

import dev.footnote.evidence.Evidence;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps addresses out of an answer that its evidence does not hold: a page that shows the answer
 * would make them links or load them as images, and so tell a stranger what was asked.
 */
public final class Links {
  static final String REMOVED = "[link removed]";

  /** {@code ![alt](address)} and {@code [text](address "title")}. */
  private static final Pattern MARKDOWN =
      Pattern.compile("!?\\[([^\\]\\n]*)]\\(\\s*<?([^\\s)>]*)>?(?:\\s+[^)]*)?\\)");

  /** {@code [text][reference]} of an image, and definitions of references. */
  private static final Pattern REFERENCE =
      Pattern.compile("!\\[([^\\]\\n]*)]\\[[^\\]\\n]*]|^\\s*\\[[^\\]\\n]+]:\\s*\\S+.*$");

  private static final Pattern TAG =
      Pattern.compile("<(?:!--.*?(?:-->|$)|/?[A-Za-z][^>]{0,2000}(?:>|$))", Pattern.DOTALL);

  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?iU)\\b(?:[a-z][a-z0-9+.-]{1,20}://|(?:mailto|data|javascript|vbscript|tel|file):|www\\.)[^\\s<>\"'\\]]+"
              + "|[\\p{L}\\p{N}._%+-]+@(?:[\\p{L}\\p{N}-]+\\.)+\\p{L}{2,}"
              + "|(?<![\\p{L}\\p{N}@.])//(?:[a-z0-9-]+\\.)+[a-z]{2,}\\S*"
              + "|(?<![\\p{L}\\p{N}@./])(?:[a-z0-9-]+\\.)+[a-z]{2,}/[^\\s<>\"'\\]]*");

  private static final Pattern END = Pattern.compile("[).,;:!?…]+$");

  private final String known;

  /** Allows what this evidence holds. */
  public Links(List<Evidence> evidence) {
    var texts = new StringBuilder();
    evidence.forEach(piece -> texts.append(piece.text()).append('\n'));
    this.known = texts.toString().toLowerCase(Locale.ROOT);
  }

  /** The text with every address taken out that the evidence does not hold. */
  public String withoutForeign(String text) {
    String plain = TAG.matcher(text).replaceAll("");
    plain = REFERENCE.matcher(plain).replaceAll(match -> quoted(match.group(1)));
    plain = MARKDOWN.matcher(plain).replaceAll(this::markdown);
    return ADDRESS.matcher(plain).replaceAll(match -> quoted(address(match.group())));
  }

  private String markdown(java.util.regex.MatchResult link) {
    String words = link.group(1);
    String target = link.group(2);
    boolean image = link.group().startsWith("!");
    if (image || !isKnown(target)) {
      return quoted(words);
    }
    return quoted(words.equals(target) ? target : words + " (" + target + ")");
  }

  private String address(String address) {
    Matcher end = END.matcher(address);
    String after = end.find() ? end.group() : "";
    String bare = address.substring(0, address.length() - after.length());
    return isKnown(bare) ? address : REMOVED + after;
  }

  /** Whether it stands in the evidence as a whole, and not as a part of another address. */
  private boolean isKnown(String address) {
    String wanted = address.toLowerCase(Locale.ROOT);
    for (int at = wanted.isEmpty() ? -1 : known.indexOf(wanted);
        at >= 0;
        at = known.indexOf(wanted, at + 1)) {
      if (!continues(at - 1, -1) && !continues(at + wanted.length(), 1)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the address goes on at that position of the evidence. */
  private boolean continues(int position, int direction) {
    if (position < 0 || position >= known.length()) {
      return false;
    }
    char next = known.charAt(position);
    if (next == '.') {
      return continues(position + direction, direction);
    }
    return Character.isLetterOrDigit(next) || "/-_%=&?#@".indexOf(next) >= 0;
  }

  private static String quoted(String words) {
    return Matcher.quoteReplacement(words == null ? "" : words);
  }
}
