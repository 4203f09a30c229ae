package dev.footnote.audit;

/** In which order entries are listed. */
public enum LedgerOrder {
  /** The newest first. */
  NEWEST,
  /**
   * By impact: of the newest 2,000 entries that the filter lets through those whose question was
   * asked most often among them, upper and lower case alike; of those asked equally often, the
   * newest.
   */
  MOST_ASKED
}
