package dev.footnote.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that are hashed (docs/ledger-format.md): fields one after the other, each its length as
 * four bytes and then its bytes; a null field is the length -1 alone. Texts are UTF-8, whole
 * numbers eight bytes, times microseconds since 1970, UUIDs sixteen bytes, truth values one byte.
 * Numbers are big-endian.
 */
public final class EntryBytes {
  private byte[] bytes = new byte[1 << 10];
  private int size;

  /** A text. */
  public EntryBytes text(@Nullable String value) {
    return bytes(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
  }

  /** A whole number. */
  public EntryBytes number(long value) {
    return length(Long.BYTES).eight(value);
  }

  /** A whole number, or none. */
  public EntryBytes numberOrNull(@Nullable Integer value) {
    return value == null ? bytes(null) : number(value);
  }

  /** A moment, cut to microseconds. */
  public EntryBytes time(Instant value) {
    return number(ChronoUnit.MICROS.between(Instant.EPOCH, value));
  }

  /** A UUID. */
  public EntryBytes uuid(@Nullable UUID value) {
    return value == null
        ? bytes(null)
        : length(2 * Long.BYTES)
            .eight(value.getMostSignificantBits())
            .eight(value.getLeastSignificantBits());
  }

  /** True or false. */
  public EntryBytes truth(boolean value) {
    length(1).room(1);
    bytes[size++] = (byte) (value ? 1 : 0);
    return this;
  }

  /** Bytes as they are. */
  public EntryBytes bytes(byte @Nullable [] value) {
    if (value == null) {
      return length(-1);
    }
    length(value.length).room(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
    return this;
  }

  /** What other fields were written to, without a length of its own. */
  EntryBytes append(EntryBytes fields) {
    room(fields.size);
    System.arraycopy(fields.bytes, 0, bytes, size, fields.size);
    size += fields.size;
    return this;
  }

  /** Everything that was written. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  /** SHA-256 of everything that was written. */
  public byte[] sha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, 0, size);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private EntryBytes length(int value) {
    room(Integer.BYTES);
    ByteBuffer.wrap(bytes).putInt(size, value);
    size += Integer.BYTES;
    return this;
  }

  private EntryBytes eight(long value) {
    room(Long.BYTES);
    ByteBuffer.wrap(bytes).putLong(size, value);
    size += Long.BYTES;
    return this;
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
    }
  }
}
