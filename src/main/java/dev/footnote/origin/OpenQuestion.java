package dev.footnote.origin;

import java.io.IOException;
import java.time.Instant;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/** Which commit brought a version's content, asked of commits from the newest to the oldest. */
sealed interface OpenQuestion {
  /** The version that is asked about. */
  AskedVersion version();

  /**
   * Hears of a commit that gave the version's path other content; whether the question is closed.
   *
   * @param blob what stands there from the commit on; null for nothing
   */
  boolean hear(RevCommit commit, @Nullable ObjectId blob) throws IOException;

  /** The commit that was found; null for none. */
  @Nullable RevCommit found();

  /** A file that is as the checked-out commit has it: the last commit that gave it that content. */
  final class AsCheckedOut implements OpenQuestion {
    private final AskedVersion version;
    private final ObjectId wanted;
    private @Nullable RevCommit found;

    AsCheckedOut(AskedVersion version, ObjectId wanted) {
      this.version = version;
      this.wanted = wanted;
    }

    @Override
    public AskedVersion version() {
      return version;
    }

    @Override
    public boolean hear(RevCommit commit, @Nullable ObjectId blob) {
      if (wanted.equals(blob)) {
        found = commit;
      }
      return found != null;
    }

    @Override
    public @Nullable RevCommit found() {
      return found;
    }
  }

  /**
   * A version that was replaced already. What was last committed before it came is its commit, if
   * the content is the same; else the first commit of that content that was made while it was
   * current, since it was saved before it was committed. Others had the same content by chance.
   */
  final class Replaced implements OpenQuestion {
    private final AskedVersion version;
    private final Instant validTo;
    private final BlobContents contents;
    private @Nullable RevCommit found;

    Replaced(AskedVersion version, Instant validTo, BlobContents contents) {
      this.version = version;
      this.validTo = validTo;
      this.contents = contents;
    }

    @Override
    public AskedVersion version() {
      return version;
    }

    @Override
    public boolean hear(RevCommit commit, @Nullable ObjectId blob) throws IOException {
      Instant at = Instant.ofEpochSecond(commit.getCommitTime());
      boolean before = at.isBefore(version.validFrom());
      if (!at.isAfter(validTo) && blob != null && contents.is(blob, version)) {
        found = commit;
      }
      return before;
    }

    @Override
    public @Nullable RevCommit found() {
      return found;
    }
  }
}
