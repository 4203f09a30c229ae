package dev.footnote.evidence;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The smallest piece of evidence that can be quoted on its own.
 *
 * @param evidence where it comes from
 * @param block number of the paragraph or list it stands in, counted within its evidence
 * @param span in the version's text
 * @param text exactly that span
 * @param headingPath headings above it, outermost first
 * @param words the lexical terms of its text, in order
 * @param terms the same, each once
 */
public record Unit(
    Evidence evidence,
    int block,
    Kind kind,
    TextSpan span,
    String text,
    List<String> headingPath,
    List<String> words,
    Set<String> terms) {

  /** What a unit is in its document. */
  public enum Kind {
    SENTENCE,
    LIST_ITEM,
    /** A table row or record, "Header: value; …". */
    ROW,
    HEADING
  }

  private static final Pattern CLOSED = Pattern.compile("[.!?:;…][\\p{Pf}\\p{Pe}\"'”]*$");

  public boolean announces() {
    return kind == Kind.SENTENCE && text.endsWith(":");
  }

  public boolean asks() {
    return text.endsWith("?");
  }

  /** Whether it ends as a sentence does; a caption, a menu or a cut line does not. */
  public boolean isClosed() {
    return kind != Kind.SENTENCE || CLOSED.matcher(text).find();
  }
}
