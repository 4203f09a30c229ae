package dev.footnote.source;

import dev.footnote.document.FileStamp;
import dev.footnote.text.Format;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The documents at or below a path of a folder, by their path inside it ('/' between parts). Left
 * out: hidden files and folders, files of unknown formats, and symbolic links, which could lead out
 * of the folder.
 *
 * @param stamps what the file system says of each document
 * @param skipped files left out because their format is unknown
 * @param unreadable folders and files that could not be looked at: what is below them is unknown,
 *     not gone
 */
record FolderListing(Map<String, FileStamp> stamps, int skipped, Map<String, String> unreadable) {

  /**
   * Lists what there is now.
   *
   * @param path '/'-separated path inside the root; empty for all of it
   * @throws IOException if the root can't be read, or holds more than {@code filesMax} documents
   */
  static FolderListing of(Path root, String path, int filesMax) throws IOException {
    if (!Files.isDirectory(root)) {
      throw new IOException("The folder " + root + " is not there.");
    }
    if (!Files.isReadable(root)) {
      throw new IOException("The folder " + root + " can't be read: permission is missing.");
    }
    var visitor = new Visitor(root, filesMax);
    Path start = path.isEmpty() ? root : root.resolve(path);
    if (Files.exists(start, LinkOption.NOFOLLOW_LINKS) && !isHidden(path)) {
      Files.walkFileTree(start, visitor);
    }
    return new FolderListing(visitor.stamps, visitor.skipped, visitor.unreadable);
  }

  /** Whether what is known at this path may be there without having been seen. */
  boolean hides(String uri) {
    return unreadable.keySet().stream()
        .anyMatch(hidden -> hidden.isEmpty() || uri.equals(hidden) || uri.startsWith(hidden + "/"));
  }

  /**
   * What the file system says of the file.
   *
   * @throws java.nio.file.NoSuchFileException if it is gone meanwhile
   */
  static FileStamp stamp(Path file, BasicFileAttributes attributes) throws IOException {
    Object key = attributes.fileKey();
    return new FileStamp(
        attributes.size(),
        attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
        changedNs(file),
        key == null ? null : key.toString());
  }

  private static @Nullable Long changedNs(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return null;
    }
    var changed = (FileTime) Files.getAttribute(file, "unix:ctime", LinkOption.NOFOLLOW_LINKS);
    return changed.to(TimeUnit.NANOSECONDS);
  }

  static String uri(Path root, Path file) {
    return root.relativize(file).toString().replace(root.getFileSystem().getSeparator(), "/");
  }

  static boolean isHidden(String path) {
    return path.startsWith(".") || path.contains("/.");
  }

  private static final class Visitor extends SimpleFileVisitor<Path> {
    private final Map<String, FileStamp> stamps = new HashMap<>();
    private final Map<String, String> unreadable = new HashMap<>();
    private final Path root;
    private final int filesMax;
    private int skipped;

    private Visitor(Path root, int filesMax) {
      this.root = root;
      this.filesMax = filesMax;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return !folder.equals(root) && isHidden(uri(root, folder))
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      String uri = uri(root, file);
      if (isHidden(uri) || !attributes.isRegularFile()) {
        return FileVisitResult.CONTINUE;
      }
      if (Format.ofFileName(uri).isEmpty()) {
        skipped++;
        return FileVisitResult.CONTINUE;
      }
      try {
        stamps.put(uri, stamp(file, attributes));
      } catch (IOException failure) {
        return visitFileFailed(file, failure);
      }
      if (stamps.size() > filesMax) {
        throw new IOException(
            "The folder %s holds more than %,d documents (footnote.source.files-max)."
                .formatted(root, filesMax));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      // A file that went away between being listed and being looked at is simply not there.
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        unreadable.put(
            file.equals(root) ? "" : uri(root, file), String.valueOf(failure.getMessage()));
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
