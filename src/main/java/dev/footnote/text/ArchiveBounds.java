package dev.footnote.text;

import static dev.footnote.text.ParseResult.Reason.ARCHIVE_BOMB;
import static dev.footnote.text.ParseResult.Reason.BROKEN;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Unpacks an archive into nothing to see how large it gets, before a library unpacks it whole. */
final class ArchiveBounds {

  private static final int ENTRIES_MAX = 10_000;
  private static final long FREE_BYTES = 1024 * 1024;

  /** The end record without and with the longest comment. */
  private static final int END_BYTES = 22;

  private static final int END_SEARCHED = END_BYTES + 65_536;

  private ArchiveBounds() {}

  /** Refuses a ZIP archive that is cut off or unpacks beyond the limits. */
  static void check(byte[] bytes, ParseLimits limits) throws IOException {
    requireEnd(bytes);
    byte[] buffer = new byte[64 * 1024];
    long total = 0;
    int entries = 0;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (++entries > ENTRIES_MAX) {
          throw bomb("It holds more than %,d parts.".formatted(ENTRIES_MAX));
        }
        long size = 0;
        for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
          size += read;
          total += read;
          if (total > limits.expandedBytesMax()) {
            throw bomb("It unpacks to more than %,d bytes.".formatted(limits.expandedBytesMax()));
          }
        }
        long packed = Math.max(1, entry.getCompressedSize());
        if (size > FREE_BYTES && size / packed > limits.expansionRatioMax()) {
          throw bomb(
              "A part of it unpacks to more than %d times its size."
                  .formatted(limits.expansionRatioMax()));
        }
      }
    }
  }

  /** The record that ends an archive; without it parts are missing, which a library may not say. */
  private static void requireEnd(byte[] bytes) {
    for (int i = bytes.length - END_BYTES; i >= 0 && i > bytes.length - END_SEARCHED; i--) {
      if (bytes[i] == 'P' && bytes[i + 1] == 'K' && bytes[i + 2] == 5 && bytes[i + 3] == 6) {
        return;
      }
    }
    throw new ParseRefusal(
        BROKEN, "The file is cut off: its end is missing. Copy or download it again.");
  }

  static ParseRefusal bomb(String what) {
    return new ParseRefusal(
        ARCHIVE_BOMB, "The file unpacks to far more than a document needs. " + what);
  }
}
