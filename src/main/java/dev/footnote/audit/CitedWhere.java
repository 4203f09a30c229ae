package dev.footnote.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * More conditions on a citation that an answer must have; all on the same citation, null for any.
 *
 * @param start half-open span of a version that the citation overlaps; only with the version
 * @param path the path under which it was cited; with a slash at its end everything below
 * @param source number of the source of the cited document
 * @param stale whether what it quotes must be superseded or deleted, as far as the follower is
 * @param staleSince since when; only with {@code stale}
 */
public record CitedWhere(
    @Nullable Integer start,
    @Nullable Integer end,
    @Nullable String path,
    @Nullable Integer source,
    boolean stale,
    @Nullable Instant staleSince) {
  /** Any citation. */
  public static final CitedWhere ANY = new CitedWhere(null, null, null, null, false, null);

  public CitedWhere {
    if ((start == null) != (end == null)) {
      throw new IllegalArgumentException("A span has a start and an end");
    }
    if (staleSince != null && !stale) {
      throw new IllegalArgumentException("Only what is stale is stale since a time");
    }
  }

  /** A span of a version. */
  static CitedWhere overlapping(@Nullable Integer start, @Nullable Integer end) {
    return new CitedWhere(start, end, null, null, false, null);
  }
}
