package dev.footnote.seal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;

/** An Ed25519 key that seals are signed with. */
final class SigningKey {
  private final PrivateKey secret;
  private final PublicKey open;
  private final String id;
  private final byte[] macKey;

  private SigningKey(PrivateKey secret, PublicKey open) throws GeneralSecurityException {
    this.secret = secret;
    this.open = open;
    this.id = PublicKeys.id(open);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update("footnote.ledger.queue".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    this.macKey = digest.digest(seed(secret));
  }

  /**
   * The key in a PKCS#8 PEM, as {@code openssl genpkey -algorithm ed25519} writes it.
   *
   * @throws InvalidKeyException if it is none; the message says why
   */
  static SigningKey parse(String pem) throws GeneralSecurityException {
    PrivateKey secret =
        KeyFactory.getInstance(PublicKeys.ALGORITHM)
            .generatePrivate(new PKCS8EncodedKeySpec(Pem.bytes(pem, "PRIVATE KEY")));
    var key = new SigningKey(secret, publicKeyOf(secret));
    byte[] probe = key.id.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    if (!new PublicKeys(java.util.List.of(key.open)).signed(key.id, probe, key.sign(probe))) {
      throw new InvalidKeyException("Its public half could not be computed");
    }
    return key;
  }

  /** Makes a key, readable by this user alone, and its public half beside it. */
  static SigningKey make(Path file) throws IOException, GeneralSecurityException {
    KeyPair pair = KeyPairGenerator.getInstance(PublicKeys.ALGORITHM).generateKeyPair();
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    var key = new SigningKey(pair.getPrivate(), pair.getPublic());
    // Whole or not at all; and of several processes that start at once, the first one's counts.
    Path draft = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
    Files.deleteIfExists(draft);
    Files.createFile(
        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(draft, Pem.text(pair.getPrivate().getEncoded(), "PRIVATE KEY"));
    try {
      Files.createLink(file, draft);
    } finally {
      Files.delete(draft);
    }
    Path beside = file.resolveSibling(file.getFileName() + ".pub");
    Path half = file.resolveSibling(beside.getFileName() + "." + ProcessHandle.current().pid());
    Files.writeString(half, key.publicPem());
    Files.move(half, beside, StandardCopyOption.REPLACE_EXISTING);
    return key;
  }

  String id() {
    return id;
  }

  PublicKey publicKey() {
    return open;
  }

  String publicPem() {
    return Pem.text(open.getEncoded(), "PUBLIC KEY");
  }

  /** 32 bytes for {@link QueueMac}. */
  byte[] macKey() {
    return macKey.clone();
  }

  byte[] sign(byte[] bytes) {
    try {
      Signature signature = Signature.getInstance(PublicKeys.ALGORITHM);
      signature.initSign(secret);
      signature.update(bytes);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A key that was read can sign", e);
    }
  }

  private static byte[] seed(PrivateKey secret) throws InvalidKeyException {
    return ((EdECPrivateKey) secret)
        .getBytes()
        .orElseThrow(() -> new InvalidKeyException("It does not show its private bytes"));
  }

  /**
   * A private key as OpenSSL writes it lacks its public half, and the JDK computes that only when
   * it makes a key; so it makes one from these private bytes.
   */
  private static PublicKey publicKeyOf(PrivateKey secret) throws GeneralSecurityException {
    byte[] seed = seed(secret);
    KeyPairGenerator generator = KeyPairGenerator.getInstance(PublicKeys.ALGORITHM);
    generator.initialize(
        255,
        new SecureRandom() {
          private static final long serialVersionUID = 1;

          @Override
          public void nextBytes(byte[] bytes) {
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
          }
        });
    return generator.generateKeyPair().getPublic();
  }
}
