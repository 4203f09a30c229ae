package dev.footnote.index;

/** A request about generations that can't be met; the message says why and what to do. */
public final class GenerationRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What is at fault. */
  public enum Fault {
    /** The model that was asked for is none that this service has. */
    MODEL,
    /** The size of chunks that was asked for does not fit the model. */
    CHUNK_TOKENS,
    /** What it must pass before it becomes live. */
    GATE,
    /** The request is in order, but the state does not allow it. */
    STATE
  }

  private final Fault fault;

  GenerationRefused(Fault fault, String message) {
    super(message);
    this.fault = fault;
  }

  /** What is at fault. */
  public Fault fault() {
    return fault;
  }
}
