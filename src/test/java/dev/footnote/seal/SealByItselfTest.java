package dev.footnote.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SealByItselfTest.Often.class)
class SealByItselfTest {
  @Inject ReadSeals read;

  /** The service as it runs: it seals without being told. */
  public static final class Often implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("footnote.ledger.seal-every", "200ms");
    }
  }

  @Test
  void serviceSealsWhatIsAppended() {
    try (var ledger = new TestLedger()) {
      ledger.append(1);

      await().until(() -> read.head(ledger.tenant()).unsealed() == 0);

      assertThat(ledger.verify().entries()).isEqualTo(3);
      assertThat(ledger.verify().findings()).isEmpty();
    }
  }
}
