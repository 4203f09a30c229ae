package dev.footnote.document;

/**
 * Passages that a change was to show were removed while it was made ready. It is made ready anew.
 */
public final class PassagesRemoved extends RuntimeException {
  private static final long serialVersionUID = 1;

  PassagesRemoved(String which) {
    super("Passages were removed while a document that shows them was being indexed: " + which);
  }
}
