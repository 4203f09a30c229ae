package dev.footnote.evidence;

import java.util.List;

/**
 * A sentence or list of the answer with what it rests on.
 *
 * @param text as the reader sees it, without markers
 * @param quotes at least one
 * @param startsLine whether it begins on a new line
 * @param supported whether the quotes were found to say it; always so for a verbatim statement
 */
public record Statement(String text, List<Quote> quotes, boolean startsLine, boolean supported) {
  public Statement {
    quotes = List.copyOf(quotes);
  }
}
