package dev.footnote.audit;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What became of the version that a citation quotes. */
public enum CitationStatus {
  /** It is the document's current version. */
  @JsonProperty("current")
  CURRENT,
  /** The document has a newer version. */
  @JsonProperty("superseded")
  SUPERSEDED,
  /** The document is no longer in its source. */
  @JsonProperty("deleted")
  DELETED
}
