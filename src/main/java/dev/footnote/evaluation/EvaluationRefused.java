package dev.footnote.evaluation;

import java.util.List;

/** Something about golden sets or runs can't be done as it was asked for; the message says why. */
public final class EvaluationRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Fault fault;
  private final transient List<WrongLine> lines;

  EvaluationRefused(Fault fault, String message) {
    super(message);
    this.fault = fault;
    this.lines = List.of();
  }

  EvaluationRefused(List<WrongLine> lines, String message) {
    super(message);
    this.fault = Fault.LINES;
    this.lines = List.copyOf(lines);
  }

  /** What is at fault. */
  public enum Fault {
    /** The name of a golden set or a baseline. */
    NAME,
    /** Lines of the file; {@link #lines} tells which. */
    LINES,
    /** The answer that a question was to be made from. */
    ANSWER,
    /** The golden set that was named. */
    GOLDEN_SET,
    /** The run that was named. */
    RUN,
    /** Nothing in the request, but what already is. */
    STATE
  }

  /**
   * A line of an imported file that is no question.
   *
   * @param number from 1
   * @param detail what is wrong with it
   */
  public record WrongLine(int number, String detail) {}

  /** What is at fault. */
  public Fault fault() {
    return fault;
  }

  /** The wrong lines, the first ones if they are many; empty if no line is at fault. */
  public List<WrongLine> lines() {
    return lines;
  }
}
