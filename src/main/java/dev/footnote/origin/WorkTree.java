package dev.footnote.origin;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/** The Git work tree that a folder lies in, opened for reading. Nothing is written to it. */
final class WorkTree implements AutoCloseable {
  private final Repository repository;
  private final Path folder;
  private final Path root;

  /** With a slash at its end, or empty for the work tree's own folder. */
  private final String prefix;

  private WorkTree(Repository repository, Path folder, Path root) {
    this.repository = repository;
    this.folder = folder;
    this.root = root;
    String path = root.relativize(folder).toString().replace(File.separatorChar, '/');
    this.prefix = path.isEmpty() ? "" : path + "/";
  }

  /** A work tree that is there and that belongs to somebody else. */
  static final class NotTrusted extends IOException {
    private static final long serialVersionUID = 1;

    NotTrusted(Path root) {
      super(
          "The work tree %s belongs to another user; name it in footnote.git.safe-directories to have its commits read."
              .formatted(root));
    }
  }

  /**
   * The work tree that the folder is or lies in; empty if there is none.
   *
   * @throws IOException if it can't, or may not, be read
   */
  static Optional<WorkTree> around(Path folder, SafeDirectories safe) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    Path real = folder.toRealPath();
    Path root = real;
    while (root != null && !Files.exists(root.resolve(Constants.DOT_GIT))) {
      root = root.getParent();
    }
    if (root == null) {
      return Optional.empty();
    }
    QuietSystem.install();
    var builder = new FileRepositoryBuilder().setMustExist(true);
    if (root.getParent() != null) {
      builder.addCeilingDirectory(root.getParent().toFile());
    }
    builder.findGitDir(root.toFile());
    if (builder.getGitDir() == null) {
      return Optional.empty();
    }
    if (!safe.hold(root, builder.getGitDir().toPath())) {
      throw new NotTrusted(root);
    }
    return Optional.of(new WorkTree(builder.setWorkTree(root.toFile()).build(), real, root));
  }

  Repository repository() {
    return repository;
  }

  /** The commit that is checked out; null before the first one. */
  @Nullable ObjectId head() throws IOException {
    return repository.resolve(Constants.HEAD);
  }

  /** The path inside of the work tree of a file of the folder. */
  String path(String uri) {
    return prefix + uri;
  }

  /** Whether the file lies in a repository within this one, such as a submodule. */
  boolean isOfAnother(String uri, Set<Path> plain) {
    Path parent = folder.resolve(uri).getParent();
    while (parent != null && !parent.equals(root) && !plain.contains(parent)) {
      if (Files.exists(parent.resolve(Constants.DOT_GIT))) {
        return true;
      }
      plain.add(parent);
      parent = parent.getParent();
    }
    return false;
  }

  /**
   * The files of the folder that differ between two commits; null if that can't be told, since the
   * first one is not there any more.
   */
  @Nullable List<String> changed(@Nullable ObjectId from, @Nullable ObjectId to)
      throws IOException {
    var changed = new HashSet<String>();
    try (var commits = new RevWalk(repository);
        var trees = new TreeWalk(commits.getObjectReader())) {
      add(trees, from, commits);
      add(trees, to, commits);
      trees.setRecursive(true);
      trees.setFilter(
          prefix.isEmpty()
              ? TreeFilter.ANY_DIFF
              : AndTreeFilter.create(
                  PathFilter.create(prefix.substring(0, prefix.length() - 1)),
                  TreeFilter.ANY_DIFF));
      while (trees.next()) {
        changed.add(trees.getPathString().substring(prefix.length()));
      }
    } catch (MissingObjectException gone) {
      return null;
    }
    return List.copyOf(changed);
  }

  private static void add(TreeWalk trees, @Nullable ObjectId id, RevWalk commits)
      throws IOException {
    if (id == null) {
      trees.addTree(new EmptyTreeIterator());
    } else {
      RevCommit commit = commits.parseCommit(id);
      trees.addTree(commit.getTree());
    }
  }

  @Override
  public void close() {
    repository.close();
  }
}
