package dev.footnote.document;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Who brought what a version says, as far as its source knows. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({
  @JsonSubTypes.Type(value = VersionOrigin.Committed.class, name = "committed"),
  @JsonSubTypes.Type(value = VersionOrigin.Uncommitted.class, name = "uncommitted")
})
public sealed interface VersionOrigin {
  /** What {@link #read} reads of a row of {@code version_origin o}, which may be joined outer. */
  String COLUMNS =
      "o.version AS origin_version, o.commit_id, o.author, o.author_email, o.authored_at, o.message";

  /**
   * A commit of Git brought exactly this content.
   *
   * @param commit its hexadecimal name
   * @param author the name of who made the change
   * @param email null if there is none, or if addresses are not kept
   * @param at when the author made it, by the author's clock
   * @param message the first line of the commit's message
   */
  record Committed(String commit, String author, @Nullable String email, Instant at, String message)
      implements VersionOrigin {}

  /** The file was edited in a Git work tree, and no commit had this content. */
  record Uncommitted() implements VersionOrigin {}

  /** The origin in a row that has {@link #COLUMNS}; null if nothing is known. */
  static @Nullable VersionOrigin read(ResultSet row) throws SQLException {
    if (row.getObject("origin_version") == null) {
      return null;
    }
    String commit = row.getString("commit_id");
    return commit == null
        ? new Uncommitted()
        : new Committed(
            commit,
            row.getString("author"),
            row.getString("author_email"),
            row.getObject("authored_at", OffsetDateTime.class).toInstant(),
            row.getString("message"));
  }
}
