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
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Reads documents from folders: never through a link out of the folder, and never half of a file
 * that is being written.
 */
@ApplicationScoped
class FolderReader implements ContentReader {
  /** Linux stamps files with the time of its last timer interrupt: every 1 to 10 ms. */
  private static final Duration CLOCK_TICK = Duration.ofMillis(20);

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
    FileStamp seen = settled(file, before);
    byte[] bytes;
    try (InputStream stream = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      bytes = stream.readNBytes((int) Math.min(bytesMax + 1, Integer.MAX_VALUE - 8));
    }
    if (bytes.length > bytesMax) {
      return tooLarge(bytes.length, bytesMax);
    }
    FileStamp stamp = FolderListing.stamp(file, attributes(file));
    if (!stamp.equals(seen) || stamp.size() != bytes.length) {
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

  /**
   * The file's stamp once the clock tick of its last change is over. A file that is written twice
   * within one tick carries the same stamp both times; read in between, its second writing would
   * never be seen.
   */
  private static FileStamp settled(Path file, BasicFileAttributes attributes) throws IOException {
    FileStamp stamp = FolderListing.stamp(file, attributes);
    long changedNs = stamp.changedNs() == null ? stamp.modifiedNs() : stamp.changedNs();
    long age = System.currentTimeMillis() - TimeUnit.NANOSECONDS.toMillis(changedNs);
    if (Math.abs(age) > CLOCK_TICK.toMillis()) {
      return stamp;
    }
    try {
      Thread.sleep(CLOCK_TICK);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return FolderListing.stamp(file, attributes(file));
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
