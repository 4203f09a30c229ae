package dev.footnote.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SecretTest {
  @Test
  void aKeyIsRecognisableAndCarries256RandomBits() {
    var seen = new HashSet<String>();
    for (int i = 0; i < 1_000; i++) {
      String secret = Secret.random(new SecureRandom());
      assertThat(secret).matches("fn_[A-Za-z0-9_-]{43}");
      seen.add(secret);
    }
    assertThat(seen).hasSize(1_000);
  }

  @Test
  void theStoredFormIsSha256() {
    assertThat(HexFormat.of().formatHex(Secret.sha256("abc")))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }
}
