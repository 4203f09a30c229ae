package dev.footnote.document;

import org.jspecify.annotations.Nullable;

/**
 * What a file system says of a file without reading it. An equal stamp means "very likely
 * unchanged".
 *
 * @param size in bytes
 * @param modifiedNs time of the last modification, in nanoseconds since 1970; anybody can set it
 * @param changedNs time of the last change of anything about the file, its time of modification
 *     included, which nobody can set; null where the file system has none
 * @param key the file's identity (device and inode) that survives a rename; null where the file
 *     system has none
 */
public record FileStamp(
    long size, long modifiedNs, @Nullable Long changedNs, @Nullable String key) {

  /** A stamp of a file system without a time of change. */
  public FileStamp(long size, long modifiedNs, @Nullable String key) {
    this(size, modifiedNs, null, key);
  }

  /** The part that a rename leaves as it is. */
  public FileStamp acrossRename() {
    return new FileStamp(size, modifiedNs, null, key);
  }
}
