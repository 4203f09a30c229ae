package dev.footnote.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.footnote.history.Standing;

/** What became of the text that a citation quotes. {@link Standing} says when it is which. */
public enum CitationStatus {
  /** It stands at the same characters of the document's current version, under the same path. */
  @JsonProperty("current")
  CURRENT,
  /** It stands in the document's current version at another place, or under another path. */
  @JsonProperty("moved")
  MOVED,
  /** The document is there and no longer says it. */
  @JsonProperty("superseded")
  SUPERSEDED,
  /** The document is no longer in its source. */
  @JsonProperty("deleted")
  DELETED;

  /** The status that goes with a standing. */
  public static CitationStatus of(Standing standing) {
    return switch (standing) {
      case Standing.Current current -> CURRENT;
      case Standing.Moved moved -> MOVED;
      case Standing.Superseded superseded -> SUPERSEDED;
      case Standing.Deleted deleted -> DELETED;
    };
  }

  /** Whether an answer that says it should no longer be relied on. */
  public boolean isStale() {
    return this == SUPERSEDED || this == DELETED;
  }
}
