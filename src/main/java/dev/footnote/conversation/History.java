package dev.footnote.conversation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What was said before a question, the oldest first. A client may send a history of any length, so
 * {@link #recent} keeps what is within limits: the end of it.
 */
public record History(List<Turn> turns) {

  /** Nothing was said before. */
  public static final History EMPTY = new History(List.of());

  public History {
    turns = List.copyOf(turns);
  }

  /** The last turns that the configured limits let through. */
  public static History recent(List<Turn> turns, ConversationsConfig limits) {
    return recent(turns, limits.historyTurnsMax(), limits.turnCharsMax(), limits.historyCharsMax());
  }

  /**
   * The last turns within limits. A longer turn is cut at its end, since a text says what it is
   * about at its beginning; blank turns are left out.
   *
   * @param turnsMax questions and answers together
   * @param turnCharsMax UTF-16 code units of one turn
   * @param charsMax UTF-16 code units of all turns together
   */
  public static History recent(List<Turn> turns, int turnsMax, int turnCharsMax, int charsMax) {
    var kept = new ArrayList<Turn>();
    int left = charsMax;
    for (int i = turns.size() - 1; i >= 0 && kept.size() < turnsMax; i--) {
      Turn turn = turns.get(i);
      String text = cut(turn.text().strip(), turnCharsMax);
      if (text.length() > left) {
        break;
      }
      if (!text.isEmpty()) {
        kept.add(new Turn(turn.role(), text));
        left -= text.length();
      }
    }
    Collections.reverse(kept);
    return new History(kept);
  }

  /** Whether nothing was said. */
  public boolean isEmpty() {
    return turns.isEmpty();
  }

  /** The answer that was given last, if the last turn is one. */
  Optional<String> lastAnswer() {
    return turns.isEmpty() || turns.getLast().role() != Turn.Role.ASSISTANT
        ? Optional.empty()
        : Optional.of(turns.getLast().text());
  }

  private static String cut(String text, int charsMax) {
    if (text.length() <= charsMax) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(charsMax - 1)) ? charsMax - 1 : charsMax;
    return text.substring(0, end);
  }
}
