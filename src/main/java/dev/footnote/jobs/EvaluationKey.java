package dev.footnote.jobs;

import java.util.UUID;

/** Names one evaluation run across all tenants; its text form names the run's task. */
public record EvaluationKey(int tenantId, UUID runId) {
  /** {@code tenant/run}. */
  @Override
  public String toString() {
    return tenantId + "/" + runId;
  }

  /** Reads what {@link #toString} wrote. */
  static EvaluationKey parse(String text) {
    int slash = text.indexOf('/');
    return new EvaluationKey(
        Integer.parseInt(text.substring(0, slash)), UUID.fromString(text.substring(slash + 1)));
  }
}
