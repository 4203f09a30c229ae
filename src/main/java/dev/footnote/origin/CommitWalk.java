package dev.footnote.origin;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/**
 * One walk through the history for all questions at once, from a commit back to where each is
 * closed. A commit brings a content to a path if none of its parents has it there; so a merge
 * brings only what it makes itself. Ends early at a limit; a shallow clone ends where it was cut,
 * and what its last commits seem to bring, others may have brought. For one thread.
 */
final class CommitWalk {
  private final Repository repository;
  private final Map<String, List<OpenQuestion>> open = new HashMap<>();

  /** Paths that the trees are compared at; a superset of those of {@link #open}. */
  private int compared;

  CommitWalk(Repository repository) {
    this.repository = repository;
  }

  /** Asks a question of a path's history. */
  void ask(String path, OpenQuestion question) {
    open.computeIfAbsent(path, any -> new ArrayList<>()).add(question);
  }

  /** Walks from a commit until all is answered or a limit is reached; how many were visited. */
  int walk(RevWalk commits, RevCommit from, int commitsMax, Duration timeMax) throws IOException {
    long end = System.nanoTime() + timeMax.toNanos();
    Set<ObjectId> cut = repository.getObjectDatabase().getShallowCommits();
    int visited = 0;
    commits.markStart(from);
    try (var trees = new TreeWalk(commits.getObjectReader())) {
      trees.setRecursive(true);
      while (!open.isEmpty() && visited < commitsMax && System.nanoTime() < end) {
        RevCommit commit = commits.next();
        if (commit == null) {
          break;
        }
        visited++;
        compareOpen(trees);
        visit(commits, trees, commit, cut.contains(commit));
      }
    }
    return visited;
  }

  /** Once half of the paths are answered, only the others are compared. */
  private void compareOpen(TreeWalk trees) {
    if (compared == 0 || open.size() <= compared / 2) {
      compared = open.size();
      trees.setFilter(
          AndTreeFilter.create(
              PathFilterGroup.createFromStrings(open.keySet()), TreeFilter.ANY_DIFF));
    }
  }

  private void visit(RevWalk commits, TreeWalk trees, RevCommit commit, boolean cut)
      throws IOException {
    trees.reset();
    trees.addTree(commit.getTree());
    for (RevCommit parent : commit.getParents()) {
      commits.parseHeaders(parent);
      trees.addTree(parent.getTree());
    }
    if (commit.getParentCount() == 0) {
      trees.addTree(new EmptyTreeIterator());
    }
    while (trees.next()) {
      if (isBrought(trees)) {
        hear(trees.getPathString(), commit, blob(trees), cut);
      }
    }
  }

  private static boolean isBrought(TreeWalk trees) {
    for (int parent = 1; parent < trees.getTreeCount(); parent++) {
      if (trees.idEqual(0, parent)) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable ObjectId blob(TreeWalk trees) {
    return (trees.getRawMode(0) & FileMode.TYPE_MASK) == FileMode.TYPE_FILE
        ? trees.getObjectId(0)
        : null;
  }

  private void hear(String path, RevCommit commit, @Nullable ObjectId blob, boolean cut)
      throws IOException {
    List<OpenQuestion> questions = open.get(path);
    if (questions == null) {
      return;
    }
    var closed = new ArrayList<OpenQuestion>();
    for (OpenQuestion question : questions) {
      if (cut || question.hear(commit, blob)) {
        closed.add(question);
      }
    }
    questions.removeAll(closed);
    if (questions.isEmpty()) {
      open.remove(path);
    }
  }
}
