package dev.footnote.source;

import dev.footnote.document.ContentReader;
import dev.footnote.document.FileStamp;
import dev.footnote.document.Source;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Reads documents from folders: never through a link out of the folder, and never half of a file
 * that is being written.
 */
@ApplicationScoped
class FolderReader implements ContentReader {

  @Override
  public Content read(Source source, String uri, long bytesMax) {
    Path root = Path.of(source.location());
    try {
      if (!Files.isDirectory(root) || !Files.isReadable(root)) {
        return new Content.Unreadable(
            "source-unreachable",
            "The folder " + root + " can't be read. Check that it is mounted and permitted.",
            true);
      }
      return read(source, root, root.resolve(uri).normalize(), bytesMax);
    } catch (NoSuchFileException gone) {
      return missing(source);
    } catch (AccessDeniedException denied) {
      return new Content.Unreadable(
          "unreadable", "The file can't be read: permission is missing.", true);
    } catch (IOException | InvalidPathException failure) {
      return new Content.Unreadable(
          "unreadable", "The file can't be read: " + failure.getMessage() + ".", true);
    }
  }

  /** While the source's alarm stands, a file that is gone is not believed to be. */
  private static Content missing(Source source) {
    return source.alarm() == null
        ? new Content.Missing()
        : new Content.Unreadable("source-alarm", source.alarm(), true);
  }

  private static Content read(Source source, Path root, Path file, long bytesMax)
      throws IOException {
    if (!file.startsWith(root) || !isInside(root, file)) {
      return missing(source);
    }
    BasicFileAttributes before = attributes(file);
    if (!before.isRegularFile()) {
      return missing(source);
    }
    if (before.size() > bytesMax) {
      return tooLarge(before.size(), bytesMax);
    }
    byte[] bytes;
    try (InputStream stream = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      bytes = stream.readNBytes((int) Math.min(bytesMax + 1, Integer.MAX_VALUE - 8));
    }
    if (bytes.length > bytesMax) {
      return tooLarge(bytes.length, bytesMax);
    }
    FileStamp stamp = FolderListing.stamp(attributes(file));
    if (!stamp.equals(FolderListing.stamp(before)) || stamp.size() != bytes.length) {
      return new Content.Unreadable(
          "changing",
          "The file changed while it was read; it is read again when it is still.",
          true);
    }
    return new Content.Found(bytes, stamp);
  }

  /** Whether no folder on the way is a link that leads out of the root. */
  private static boolean isInside(Path root, Path file) throws IOException {
    Path parent = file.getParent();
    return parent != null && parent.toRealPath().startsWith(root.toRealPath());
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  private static Content tooLarge(long size, long bytesMax) {
    return new Content.Unreadable(
        "too-large",
        "The file has %,d bytes; the limit is %,d. Split it, or raise footnote.index.bytes-max."
            .formatted(size, bytesMax),
        false);
  }
}
