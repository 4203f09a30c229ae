package dev.footnote.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SearchConfigTest {

  /** The limits as they are when nobody sets them. */
  static SearchConfig defaults() {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(SearchConfig.class)
        .build()
        .getConfigMapping(SearchConfig.class);
  }

  @Test
  void everyLimitHasItsDefault() {
    SearchConfig config = defaults();

    assertThat(config.hitsMax()).isEqualTo(100);
    assertThat(config.questionCharsMax()).isEqualTo(8_192);
    assertThat(config.filterConditionsMax()).isEqualTo(16);
    assertThat(config.filterCharsMax()).isEqualTo(1_024);
    assertThat(config.candidatesPerLeg()).isEqualTo(50);
    assertThat(config.lexicalRowsEnough()).isEqualTo(400);
    assertThat(config.lexicalRowsEnoughFiltered()).isEqualTo(2_000);
    assertThat(config.lexicalRowsMax()).isEqualTo(5_000);
    assertThat(config.efSearch()).isEqualTo(200);
    assertThat(config.scanTuplesFiltered()).isEqualTo(1_000);
    assertThat(config.exactRowsApartMax()).isEqualTo(50_000);
    assertThat(config.scanTuplesMax()).isEqualTo(20_000);
    assertThat(config.exactRowsMax()).isEqualTo(1_000);
    assertThat(config.namesRememberedMax()).isEqualTo(20_000);
    assertThat(config.placesPerPassageMax()).isEqualTo(3);
    assertThat(config.waitingCountMax()).isEqualTo(1_000);
    assertThat(config.watermarkWait()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.watermarkPollEvery()).isEqualTo(Duration.ofMillis(10));
    assertThat(config.watermarkWaitersMax()).isEqualTo(1_000);
    assertThat(config.statementTimeout()).isEqualTo(Duration.ofSeconds(5));
  }
}
