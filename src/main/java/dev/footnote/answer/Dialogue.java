package dev.footnote.answer;

import java.util.List;

/**
 * What was said before a question, oldest first. It helps to understand the question and is no
 * evidence.
 */
public record Dialogue(List<Turn> turns) {
  public static final Dialogue NONE = new Dialogue(List.of());

  public Dialogue {
    turns = List.copyOf(turns);
  }

  /** One question or one answer. */
  public record Turn(Speaker speaker, String text) {}

  /** Who said it. */
  public enum Speaker {
    ASKER,
    SERVICE
  }
}
