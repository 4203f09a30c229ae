package dev.footnote.document;

import org.jspecify.annotations.Nullable;

/**
 * What a file system says of a file without reading it. An equal stamp means "very likely
 * unchanged".
 *
 * @param size in bytes
 * @param modifiedNs time of the last modification, in nanoseconds since 1970
 * @param key the file's identity (device and inode) that survives a rename; null where the file
 *     system has none
 */
public record FileStamp(long size, long modifiedNs, @Nullable String key) {}
