package dev.footnote.seal;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Public Ed25519 keys by their ids: the SHA-256 of their X.509 encoding, in hex. */
final class PublicKeys {
  static final String ALGORITHM = "Ed25519";
  private final Map<String, PublicKey> byId;

  PublicKeys(Collection<PublicKey> keys) {
    var found = new HashMap<String, PublicKey>();
    keys.forEach(key -> found.put(id(key), key));
    this.byId = Map.copyOf(found);
  }

  static String id(PublicKey key) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** The key in an X.509 PEM, as {@code openssl pkey -pubout} writes it. */
  static PublicKey parse(String pem) throws GeneralSecurityException {
    return KeyFactory.getInstance(ALGORITHM)
        .generatePublic(new X509EncodedKeySpec(Pem.bytes(pem, "PUBLIC KEY")));
  }

  boolean has(String id) {
    return byId.containsKey(id);
  }

  /** Whether a key that is here signed the bytes. */
  boolean signed(String id, byte[] bytes, byte @Nullable [] signature) {
    PublicKey key = byId.get(id);
    if (key == null || signature == null) {
      return false;
    }
    try {
      Signature check = Signature.getInstance(ALGORITHM);
      check.initVerify(key);
      check.update(bytes);
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      // A signature of a wrong form is no signature.
      return false;
    }
  }
}
