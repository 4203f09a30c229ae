package dev.footnote.seal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.erasure.ErasureConfig;
import dev.footnote.erasure.RetentionConfig;
import dev.footnote.keeping.RedactionConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LedgerConfigTest {

  @Test
  void ledgerHasTheseLimits() {
    var config = defaults(LedgerConfig.class);
    assertThat(config.keyFile()).isEmpty();
    assertThat(config.previousKeyFile()).isEmpty();
    assertThat(config.trustedKeys()).isEmpty();
    assertThat(config.anchorFile()).isEmpty();
    assertThat(config.folder()).isEqualTo(Path.of("ledger"));
    assertThat(config.anchorBytesMax()).isEqualTo(16 * 1024 * 1024);
    assertThat(config.sealEvery()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.sealEntriesMax()).isEqualTo(5_000);
    assertThat(config.sealsPerRoundMax()).isEqualTo(20);
    assertThat(config.verifyEntriesMax()).isEqualTo(200_000);
    assertThat(config.verifyThreads()).isEqualTo(2);
    assertThat(config.readersMax()).isEqualTo(2);
    assertThat(config.findingsMax()).isEqualTo(1_000);
    assertThat(config.checkEvery()).isEqualTo(Duration.ofHours(24));
    assertThat(config.checkEntriesMax()).isEqualTo(5_000_000);
  }

  @Test
  void erasureAndRetentionHaveTheseLimits() {
    assertThat(defaults(ErasureConfig.class).batch()).isEqualTo(200);
    assertThat(defaults(ErasureConfig.class).answersMax()).isEqualTo(10_000);
    assertThat(defaults(RetentionConfig.class).keep()).isEmpty();
    assertThat(defaults(RetentionConfig.class).collections()).isEmpty();
    assertThat(defaults(RedactionConfig.class).phoneRegions()).isEmpty();
    assertThat(defaults(RetentionConfig.class).every()).isEqualTo(Duration.ofHours(1));
  }

  private static <T> T defaults(Class<T> mapping) {
    return new SmallRyeConfigBuilder()
        .withConverter(Duration.class, 200, new DurationConverter())
        .withDefaultValue("footnote.ledger.folder", "ledger")
        .withMapping(mapping)
        .build()
        .getConfigMapping(mapping);
  }
}
