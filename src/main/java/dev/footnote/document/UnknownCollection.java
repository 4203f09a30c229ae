package dev.footnote.document;

/** A collection was named that the caller's tenant does not have. */
public final class UnknownCollection extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final String name;

  public UnknownCollection(String name) {
    super("There is no collection named '" + name + "'.");
    this.name = name;
  }

  /** The name that was asked for. */
  public String name() {
    return name;
  }
}
