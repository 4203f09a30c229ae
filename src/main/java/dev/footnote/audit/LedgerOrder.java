package dev.footnote.audit;

/** In which order entries are listed. */
public enum LedgerOrder {
  /** The newest first. */
  NEWEST,
  /**
   * By impact: entries whose question was asked most often among those that the filter lets
   * through, upper and lower case alike, come first; of those asked equally often, the newest.
   */
  MOST_ASKED
}
