package dev.footnote.text;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks each compressed stream of a PDF into nothing to see how large it gets: the library holds
 * a stream whole in memory. Streams are found by the word that starts them, so that a file with a
 * damaged table of contents is checked as well.
 */
final class PdfStreams {

  private static final byte[] KEYWORD = {'s', 't', 'r', 'e', 'a', 'm'};

  private PdfStreams() {}

  /** Refuses a file with a stream that unpacks beyond the limit. */
  static void check(byte[] bytes, ParseLimits limits) {
    byte[] buffer = new byte[64 * 1024];
    for (int i = 0; i + KEYWORD.length < bytes.length; i++) {
      if (bytes[i] == 's' && isKeyword(bytes, i) && (i < 3 || bytes[i - 1] != 'd')) {
        int start = i + KEYWORD.length;
        while (start < bytes.length && (bytes[start] == '\r' || bytes[start] == '\n')) {
          start++;
        }
        i = Math.max(i, start + unpack(bytes, start, buffer, limits.expandedBytesMax()) - 1);
      }
    }
  }

  private static boolean isKeyword(byte[] bytes, int at) {
    for (int i = 0; i < KEYWORD.length; i++) {
      if (bytes[at + i] != KEYWORD[i]) {
        return false;
      }
    }
    return true;
  }

  /** Bytes read of a deflated stream; 0 where there is none. */
  private static int unpack(byte[] bytes, int start, byte[] buffer, long expandedMax) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(bytes, start, bytes.length - start);
      while (!inflater.finished()) {
        int read = inflater.inflate(buffer);
        if (inflater.getBytesWritten() > expandedMax) {
          throw ArchiveBounds.bomb(
              "A part of it unpacks to more than %,d bytes.".formatted(expandedMax));
        }
        if (read == 0) {
          break;
        }
      }
      return (int) inflater.getBytesRead();
    } catch (DataFormatException notDeflated) {
      return 0;
    } finally {
      inflater.end();
    }
  }
}
