package dev.footnote.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A SHA-256, as 64 lower-case hexadecimal digits, so that it has value equality. */
public record Sha256(String hex) {
  public Sha256 {
    if (hex.length() != 64) {
      throw new IllegalArgumentException(
          "A SHA-256 has 64 hexadecimal digits, not " + hex.length());
    }
  }

  /** The hash of a text in UTF-8. */
  public static Sha256 ofText(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The hash of bytes. */
  public static Sha256 of(byte[] bytes) {
    return new Sha256(HexFormat.of().formatHex(digest().digest(bytes)));
  }

  /** The hash of everything that a stream still holds. */
  public static Sha256 of(InputStream stream) throws IOException {
    MessageDigest digest = digest();
    byte[] block = new byte[1 << 16];
    for (int read = stream.read(block); read >= 0; read = stream.read(block)) {
      digest.update(block, 0, read);
    }
    return new Sha256(HexFormat.of().formatHex(digest.digest()));
  }

  /**
   * The hash of parts in order, each preceded by its length, so that no two lists of parts collide
   * by joining.
   */
  public static Sha256 ofParts(List<String> parts) {
    MessageDigest digest = digest();
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
      digest.update(bytes);
    }
    return new Sha256(HexFormat.of().formatHex(digest.digest()));
  }

  /** The hash whose 32 bytes a column holds. */
  public static Sha256 fromBytes(byte[] bytes) {
    return new Sha256(HexFormat.of().formatHex(bytes));
  }

  /** The 32 bytes, as a column holds them. */
  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
