package dev.footnote.evidence;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sentence or list of the answer with what it rests on.
 *
 * @param text as the reader sees it, without markers
 * @param quotes empty only if it has a problem
 * @param startsLine whether it begins on a new line
 * @param support how much of it the quotes hold, 0 to 1; 1 for a verbatim statement
 * @param added whether a quote is of evidence that its author did not name
 * @param problem why the quotes don't prove it, in words; null if they do
 */
public record Statement(
    String text,
    List<Quote> quotes,
    boolean startsLine,
    double support,
    boolean added,
    @Nullable String problem) {
  public Statement {
    quotes = List.copyOf(quotes);
  }

  /** A statement that its quotes prove as a whole, or not at all. */
  public Statement(String text, List<Quote> quotes, boolean startsLine, boolean supported) {
    this(text, quotes, startsLine, supported ? 1 : 0, false, supported ? null : "it is not proven");
  }

  /** Whether the quotes were found to say it; always so for a verbatim statement. */
  public boolean supported() {
    return problem == null;
  }

  /** The same in other words. */
  public Statement withText(String said) {
    return new Statement(said, quotes, startsLine, support, added, problem);
  }

  /** The same, resting on these quotes alone. */
  public Statement withQuotes(List<Quote> left) {
    return new Statement(text, left, startsLine, support, added, problem);
  }
}
