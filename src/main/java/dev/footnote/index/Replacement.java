package dev.footnote.index;

import dev.footnote.document.Generation;
import dev.footnote.document.Version;
import java.util.List;
import java.util.Set;

/**
 * A document read, cut and embedded for every generation that an edit must reach.
 *
 * @param parts the live generation's first
 * @param behind generations that the edit can't reach at present; the document becomes pending
 *     there
 */
record Replacement(Version version, List<Part> parts, Set<Integer> behind) {

  /** What one generation is to hold of the document. */
  record Part(
      Generation generation, boolean complete, List<Piece> pieces, MakePassages.Made made) {}

  /** The part that is answered from. */
  Part live() {
    return parts.getFirst();
  }

  /** Passages that a model was asked for, in all generations. */
  int embedded() {
    return parts.stream().mapToInt(part -> part.made().embedded()).sum();
  }
}
