package dev.footnote.seal;

import dev.footnote.audit.EntryBytes;
import dev.footnote.audit.EntryKey;
import dev.footnote.audit.EntryMac;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * HMAC-SHA-256 over what is queued, by a key made from the private half of the signing key. Without
 * it, whoever can write to the database could have anything sealed.
 */
@ApplicationScoped
class QueueMac implements EntryMac {
  private static final String ALGORITHM = "HmacSHA256";

  private final LedgerKeys keys;

  QueueMac(LedgerKeys keys) {
    this.keys = keys;
  }

  @Override
  public byte[] of(int tenantId, EntryKey key, byte[] sha256) {
    return mac(keys.current(), tenantId, key, sha256);
  }

  /** Whether the service appended the entry, with the key in use or with the one before. */
  boolean fits(int tenantId, EntryKey key, byte[] sha256, byte @Nullable [] mac) {
    SigningKey previous = keys.previous();
    return mac != null
        && (MessageDigest.isEqual(mac, mac(keys.current(), tenantId, key, sha256))
            || (previous != null
                && MessageDigest.isEqual(mac, mac(previous, tenantId, key, sha256))));
  }

  private static byte[] mac(SigningKey signing, int tenantId, EntryKey key, byte[] sha256) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(signing.macKey(), ALGORITHM));
      return mac.doFinal(
          new EntryBytes()
              .number(tenantId)
              .text(key.kind().code())
              .uuid(key.id())
              .number(key.n())
              .bytes(sha256)
              .toBytes());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
    }
  }
}
