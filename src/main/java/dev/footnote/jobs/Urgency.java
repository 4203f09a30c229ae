package dev.footnote.jobs;

/**
 * How soon a noticed change is dealt with: one that somebody has just made overtakes the others.
 */
public enum Urgency {
  /** An event: somebody saved, moved or deleted a file, and may ask about it next. */
  EDIT(30),
  /** A scheduled look at the folder, or a task that was lost. */
  SCAN(20),
  /**
   * A first look at a folder, or a reindex job: much at once, and nobody waits for a part of it.
   */
  BULK(10);

  private final int priority;

  Urgency(int priority) {
    this.priority = priority;
  }

  /** The task's priority; a higher one goes first. */
  int priority() {
    return priority;
  }
}
