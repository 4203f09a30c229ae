package dev.footnote.jobs;

import dev.footnote.store.Scope;

/** The use case of a dry run. Implemented where the sources are known. */
public interface EstimateReindex {
  /** What a job for this request would do; bounded in time and documents, and writes nothing. */
  ReindexEstimate estimate(Scope scope, ReindexRequest request);
}
