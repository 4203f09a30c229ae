package dev.footnote.web;

import java.util.Set;

/** How large a request's body may be, by the path that it is for. */
public final class BodyLimits {
  /** Of everything but a golden set and a document. */
  public static final int BYTES_MAX = 1 << 20;

  /**
   * Of a golden set that is imported, and of a document whose edit is judged; also what the server
   * itself is told to let in.
   */
  static final int GOLDEN_SET_BYTES_MAX = 32 << 20;

  private static final Set<String> LARGE =
      Set.of("/api/v1/admin/golden-sets", "/evaluations/golden-sets", "/api/v1/audit/impact");

  private BodyLimits() {}

  /** The most bytes of a body for this normalised path. */
  static int of(String path) {
    return LARGE.contains(path) ? GOLDEN_SET_BYTES_MAX : BYTES_MAX;
  }
}
