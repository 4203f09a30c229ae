package dev.footnote.seal;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.util.Base64;

/** Keys as text (RFC 7468). */
final class Pem {
  private static final int LINE = 64;

  private Pem() {}

  static byte[] bytes(String pem, String label) throws InvalidKeyException {
    String begin = "-----BEGIN " + label + "-----";
    int start = pem.indexOf(begin);
    int end = pem.indexOf("-----END " + label + "-----");
    if (start < 0 || end < start) {
      throw new InvalidKeyException("There is no '" + begin + "' in it");
    }
    try {
      return Base64.getMimeDecoder().decode(pem.substring(start + begin.length(), end));
    } catch (IllegalArgumentException e) {
      throw new InvalidKeyException("What stands between BEGIN and END is not Base64", e);
    }
  }

  static String text(byte[] bytes, String label) {
    String body =
        Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(bytes);
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(label, body, label);
  }
}
