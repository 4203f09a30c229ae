package dev.footnote.jobs;

/**
 * The look at the sources that a reindex job starts with. Implemented where the sources are known.
 */
public interface ReindexTask {
  /** Notices every document that the job asks for and attaches it to the job; repeatable. */
  void run(ReindexJob job);
}
