package dev.footnote.seal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How the ledger is sealed and verified: {@code footnote.ledger.*}. */
@ConfigMapping(prefix = "footnote.ledger")
public interface LedgerConfig {

  /** Where the key and the anchors stand that no other setting places elsewhere. */
  @WithDefault("${FOOTNOTE_DATA:.footnote}/ledger")
  Path folder();

  /**
   * Private Ed25519 key in PKCS#8 PEM that seals are signed with. Without one, {@code key.pem} in
   * {@link #folder} is used, and made if it is not there.
   */
  Optional<Path> keyFile();

  /** The private key before, which signs the first seal of the new one as well. */
  Optional<Path> previousKeyFile();

  /** Public keys in PEM that seals are believed from, beside that of the key in use. */
  Optional<List<Path>> trustedKeys();

  /** Where the chain's heads are noted; {@code anchors.jsonl} in {@link #folder} by default. */
  Optional<Path> anchorFile();

  /** Bytes of that file before it is put aside as {@code ….1} and begun anew. */
  @WithDefault("16777216")
  long anchorBytesMax();

  /** How often what was appended is sealed. */
  @WithDefault("1s")
  Duration sealEvery();

  /** Entries in one seal. */
  @WithDefault("5000")
  int sealEntriesMax();

  /** Seals of one tenant in one round, so that no tenant waits long for another. */
  @WithDefault("20")
  int sealsPerRoundMax();

  /** Entries that one request to verify reads, about; it then says where to go on. */
  @WithDefault("200000")
  int verifyEntriesMax();

  /** Threads, each with a connection, that one request to verify uses. */
  @WithDefault("2")
  int verifyThreads();

  /** Requests to verify or export that run at once. */
  @WithDefault("2")
  int readersMax();

  /** Findings that one request to verify tells; it counts the others. */
  @WithDefault("1000")
  int findingsMax();

  /** How often the service verifies the ledger by itself. */
  @WithDefault("24h")
  Duration checkEvery();

  /** Entries of a tenant that it then verifies, going on where it ended the time before. */
  @WithDefault("5000000")
  long checkEntriesMax();
}
