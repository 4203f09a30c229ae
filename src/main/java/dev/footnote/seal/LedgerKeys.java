package dev.footnote.seal;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The keys of this process, from files alone: what the database says of keys is never believed. */
@ApplicationScoped
class LedgerKeys {
  private static final Logger LOG = Logger.getLogger(LedgerKeys.class.getName());

  private final SigningKey current;
  private final @Nullable SigningKey previous;
  private final PublicKeys trusted;

  LedgerKeys(LedgerConfig config) {
    this.current =
        config.keyFile().map(LedgerKeys::signing).orElseGet(() -> ownKey(config.folder()));
    this.previous = config.previousKeyFile().map(LedgerKeys::signing).orElse(null);
    var keys = new ArrayList<PublicKey>();
    keys.add(current.publicKey());
    if (previous != null) {
      keys.add(previous.publicKey());
    }
    config.trustedKeys().orElse(List.of()).forEach(file -> keys.add(open(file)));
    this.trusted = new PublicKeys(keys);
  }

  /** The key that seals are signed with. */
  SigningKey current() {
    return current;
  }

  /** The key before it; null if it was not given. */
  @Nullable SigningKey previous() {
    return previous;
  }

  /** Whom seals are believed from. */
  PublicKeys trusted() {
    return trusted;
  }

  private static SigningKey ownKey(Path folder) {
    Path file = folder.resolve("key.pem");
    if (Files.exists(file)) {
      return signing(file);
    }
    try {
      SigningKey made = SigningKey.make(file);
      LOG.info(
          "Made the key that seals the ledger: %s (id %s). Back it up, and keep its public half elsewhere."
              .formatted(file, made.id()));
      return made;
    } catch (FileAlreadyExistsException another) {
      return signing(file);
    } catch (IOException | GeneralSecurityException | UnsupportedOperationException e) {
      throw new IllegalStateException(
          "The key that seals the ledger can't be written to %s: %s. Let the service write there, or name a key in footnote.ledger.key-file."
              .formatted(file, e),
          e);
    }
  }

  private static SigningKey signing(Path file) {
    try {
      return SigningKey.parse(Files.readString(file));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(
          "%s is no private Ed25519 key in PKCS#8 PEM (openssl genpkey -algorithm ed25519): %s"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static PublicKey open(Path file) {
    try {
      return PublicKeys.parse(Files.readString(file));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(
          "%s, of footnote.ledger.trusted-keys, is no public Ed25519 key in PEM (openssl pkey -pubout): %s"
              .formatted(file, e.getMessage()),
          e);
    }
  }
}
