package dev.footnote.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.InvalidKeyException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {
  private static final Path FOLDER = Path.of("src", "test", "ledger");
  private static final byte[] MESSAGE = "what is signed".getBytes(StandardCharsets.UTF_8);

  @Test
  void aKeyAsOpenSslWritesItSignsForItsPublicHalf() throws Exception {
    SigningKey key = SigningKey.parse(Files.readString(FOLDER.resolve("key.pem")));
    var open =
        new PublicKeys(List.of(PublicKeys.parse(Files.readString(FOLDER.resolve("key.pub.pem")))));

    assertThat(open.signed(key.id(), MESSAGE, key.sign(MESSAGE))).isTrue();
    assertThat(open.signed(key.id(), new byte[] {1}, key.sign(MESSAGE))).isFalse();
    assertThat(open.signed(key.id(), MESSAGE, new byte[3])).isFalse();
  }

  @Test
  void aMadeKeyIsReadableByItsOwnerAloneAndComesBack(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("ledger").resolve("key.pem");
    SigningKey made = SigningKey.make(file);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(SigningKey.parse(Files.readString(file)).id()).isEqualTo(made.id());
    assertThat(
            PublicKeys.id(PublicKeys.parse(Files.readString(folder.resolve("ledger/key.pem.pub")))))
        .isEqualTo(made.id());
  }

  @Test
  void whatIsNoKeyIsRefusedWithItsReason() {
    assertThatThrownBy(() -> SigningKey.parse("nonsense"))
        .isInstanceOf(InvalidKeyException.class)
        .hasMessageContaining("BEGIN PRIVATE KEY");
  }

  /** The roots that the reference implementation of Certificate Transparency is tested with. */
  @Test
  void rootsAreThoseOfRfc6962() {
    List<byte[]> leaves =
        Stream.of(
                "",
                "00",
                "10",
                "2021",
                "3031",
                "40414243",
                "5051525354555657",
                "606162636465666768696a6b6c6d6e6f")
            .map(HexFormat.of()::parseHex)
            .toList();

    assertThat(HexFormat.of().formatHex(MerkleTree.root(leaves.subList(0, 1))))
        .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    assertThat(HexFormat.of().formatHex(MerkleTree.root(leaves.subList(0, 2))))
        .isEqualTo("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
    assertThat(HexFormat.of().formatHex(MerkleTree.root(leaves)))
        .isEqualTo("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
  }
}
