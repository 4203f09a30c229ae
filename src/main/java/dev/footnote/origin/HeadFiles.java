package dev.footnote.origin;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jgit.attributes.Attribute;
import org.eclipse.jgit.attributes.Attributes;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;

/** What the commit that is checked out holds at some paths. */
final class HeadFiles {
  private HeadFiles() {}

  /**
   * A file of a commit.
   *
   * @param converted whether a checkout makes something else of it, by a program or an encoding
   */
  record HeadFile(ObjectId blob, boolean converted) {}

  /** The files at those paths; a path without one is not in the map. */
  static Map<String, HeadFile> at(Repository repository, RevTree tree, Collection<String> paths)
      throws IOException {
    var files = new HashMap<String, HeadFile>();
    if (paths.isEmpty()) {
      return files;
    }
    try (var trees = new TreeWalk(repository)) {
      trees.setOperationType(TreeWalk.OperationType.CHECKOUT_OP);
      trees.setAttributesNodeProvider(repository.createAttributesNodeProvider());
      trees.addTree(tree);
      trees.setRecursive(true);
      trees.setFilter(PathFilterGroup.createFromStrings(paths));
      while (trees.next()) {
        if ((trees.getRawMode(0) & FileMode.TYPE_MASK) == FileMode.TYPE_FILE) {
          files.put(
              trees.getPathString(),
              new HeadFile(trees.getObjectId(0), isConverted(trees.getAttributes())));
        }
      }
    }
    return files;
  }

  /** Line ends and Git LFS are known to {@link BlobContents}; what else there is, is not. */
  private static boolean isConverted(Attributes attributes) {
    Attribute filter = attributes.get("filter");
    return (filter != null
            && filter.getState() == Attribute.State.CUSTOM
            && !"lfs".equals(filter.getValue()))
        || attributes.isSet("ident")
        || attributes.isCustom("working-tree-encoding");
  }
}
