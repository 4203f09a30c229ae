package dev.footnote.evaluation;

import java.util.List;

/**
 * A golden set that was just imported.
 *
 * @param unresolved documents that its questions name and the collection can't tell, the first ones
 *     if they are many; questions that name them find nothing until it can
 */
public record Imported(GoldenSet set, List<Unresolved> unresolved) {
  public Imported {
    unresolved = List.copyOf(unresolved);
  }

  /**
   * A name that means no document, or several.
   *
   * @param documents the paths of those that it may mean; empty if there is none
   */
  public record Unresolved(String doc, List<String> documents) {
    public Unresolved {
      documents = List.copyOf(documents);
    }
  }
}
