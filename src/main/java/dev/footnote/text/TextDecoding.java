package dev.footnote.text;

import static dev.footnote.text.ParseResult.Reason.BINARY;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Finds the encoding of a text file: byte order mark, zero bytes of UTF-16, validity as UTF-8, then
 * statistics (ICU); what is no text is refused.
 */
final class TextDecoding {

  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  /** Below this (of 100) ICU guesses; Western European is then the better guess. */
  private static final int CONFIDENCE_MIN = 20;

  private static final int DETECTION_BYTES = 64 * 1024;

  private record Mark(Charset charset, int length) {}

  private TextDecoding() {}

  static String decode(byte[] bytes) {
    Optional<Mark> mark = byteOrderMark(bytes);
    if (mark.isPresent()) {
      int length = mark.get().length();
      String text = new String(bytes, length, bytes.length - length, mark.get().charset());
      return requireText(text);
    }
    Optional<Charset> wide = unmarkedUtf16(bytes);
    if (wide.isPresent()) {
      return requireText(new String(bytes, wide.get()));
    }
    refuseBinary(bytes);
    return utf8(bytes).orElseGet(() -> byStatistics(bytes));
  }

  /** Decodes with a declared encoding unless the bytes contradict it. */
  static String decode(byte[] bytes, Charset declared) {
    if (byteOrderMark(bytes).isPresent() || declared.equals(StandardCharsets.UTF_8)) {
      return decode(bytes);
    }
    return requireText(new String(bytes, declared));
  }

  private static Optional<Mark> byteOrderMark(byte[] bytes) {
    if (startsWith(bytes, 0xef, 0xbb, 0xbf)) {
      return Optional.of(new Mark(StandardCharsets.UTF_8, 3));
    }
    if (startsWith(bytes, 0xff, 0xfe, 0, 0)) {
      return Optional.of(new Mark(Charset.forName("UTF-32LE"), 4));
    }
    if (startsWith(bytes, 0, 0, 0xfe, 0xff)) {
      return Optional.of(new Mark(Charset.forName("UTF-32BE"), 4));
    }
    if (startsWith(bytes, 0xff, 0xfe)) {
      return Optional.of(new Mark(StandardCharsets.UTF_16LE, 2));
    }
    if (startsWith(bytes, 0xfe, 0xff)) {
      return Optional.of(new Mark(StandardCharsets.UTF_16BE, 2));
    }
    return Optional.empty();
  }

  static boolean startsWith(byte[] bytes, int... prefix) {
    if (bytes.length < prefix.length) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if ((bytes[i] & 0xff) != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  /** UTF-16 without a mark shows as zeros in every other byte of Western text. */
  private static Optional<Charset> unmarkedUtf16(byte[] bytes) {
    int length = Math.min(bytes.length, DETECTION_BYTES) & ~1;
    int evenZeros = 0;
    int oddZeros = 0;
    for (int i = 0; i < length; i += 2) {
      evenZeros += bytes[i] == 0 ? 1 : 0;
      oddZeros += bytes[i + 1] == 0 ? 1 : 0;
    }
    int pairs = length / 2;
    if (pairs < 4) {
      return Optional.empty();
    }
    if (oddZeros > pairs * 0.6 && evenZeros < pairs * 0.05) {
      return Optional.of(StandardCharsets.UTF_16LE);
    }
    if (evenZeros > pairs * 0.6 && oddZeros < pairs * 0.05) {
      return Optional.of(StandardCharsets.UTF_16BE);
    }
    return Optional.empty();
  }

  private static void refuseBinary(byte[] bytes) {
    int odd = 0;
    for (byte b : bytes) {
      if (b == 0) {
        throw binary();
      }
      if (b > 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f' && b != 0x1b) {
        odd++;
      }
    }
    if (odd > bytes.length / 50) {
      throw binary();
    }
  }

  private static String requireText(String text) {
    long odd =
        text.chars()
            .filter(c -> c == 0xfffd || (Character.isISOControl(c) && !Character.isWhitespace(c)))
            .count();
    if (odd > text.length() / 20) {
      throw binary();
    }
    return text;
  }

  private static ParseRefusal binary() {
    return new ParseRefusal(
        BINARY,
        "The file is not text, whatever its name says. Give it the right ending or leave it out.");
  }

  private static Optional<String> utf8(byte[] bytes) {
    try {
      CharBuffer chars =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes));
      return Optional.of(chars.toString());
    } catch (CharacterCodingException notUtf8) {
      return Optional.empty();
    }
  }

  private static String byStatistics(byte[] bytes) {
    byte[] sample = bytes.length > DETECTION_BYTES ? Arrays.copyOf(bytes, DETECTION_BYTES) : bytes;
    CharsetMatch match = new CharsetDetector().setText(sample).detect();
    Charset charset = WINDOWS_1252;
    if (match != null
        && match.getConfidence() >= CONFIDENCE_MIN
        && !match.getName().equals("ISO-8859-1")
        && Charset.isSupported(match.getName())) {
      charset = Charset.forName(match.getName());
    }
    return requireText(new String(bytes, charset));
  }
}
