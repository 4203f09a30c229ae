package dev.footnote.replay;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why an answer does not come out the same, or can't be made again as a whole. */
public enum Reason {
  /** The moment can't be searched any more: its index is gone, or was never complete. */
  PAST_NOT_KEPT,
  /** The text of a version that was evidence is not stored any more, or not as it was. */
  TEXT_GONE,
  /** Candidates came from an approximate index, which need not find the same twice. */
  APPROXIMATE_INDEX,
  /** The passages were reranked by an endpoint, which is not asked again. */
  RERANKER_NOT_ASKED,
  /** Another reranker is configured than the one that ranked the passages then, or none. */
  OTHER_RERANKER,
  /** The embedding model did not answer then, or does not answer now. */
  EMBEDDING_ABSENT,
  /** Several searches were made for the answer, and the collection may have changed in between. */
  SEVERAL_SEARCHES,
  /** The service's release is another one. */
  OTHER_RELEASE,
  /** The entry is older than something that a replay needs. */
  OLD_ENTRY,
  /** Personal data was taken out of the entry, so the question can't be asked as it was. */
  PERSONAL_DATA_REDACTED,
  /** The entry's own text is not the one that was appended. */
  ENTRY_ALTERED,
  /** None of the others: what was stored has changed, or there is a defect. */
  UNEXPLAINED;

  /** The name in JSON. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
