package dev.footnote.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestOriginTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "localhost:8080",
        "LOCALHOST:1",
        "127.0.0.1",
        "127.9.8.7:80",
        "[::1]:80"
      })
  void aRequestToThisMachineNeedsNoKey(String host) {
    assertThat(get(host).refusedAsLocal()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "127.0.0.1@evil.example",
        "0.0.0.0",
        "10.0.0.1:8080",
        ""
      })
  void aForeignNameIsRefusedEvenIfItPointsHere(String host) {
    assertThat(get(host).refusedAsLocal()).isPresent();
  }

  @Test
  void aRequestWithoutHostIsRefused() {
    assertThat(new RequestOrigin("GET", null, null, null, false).refusedAsLocal()).isPresent();
  }

  @Test
  void aRequestThatAProxyPassedOnIsRefused() {
    assertThat(new RequestOrigin("GET", "localhost", null, null, true).refusedAsLocal())
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site", "", "nonsense"})
  void anotherSiteMayLookButNotChange(String site) {
    assertThat(new RequestOrigin("GET", "localhost", null, site, false).refusedAsLocal()).isEmpty();
    assertThat(new RequestOrigin("POST", "localhost", null, site, false).refusedAsLocal())
        .isPresent();
    assertThat(new RequestOrigin("DELETE", "localhost", null, site, false).refusedAsForeign())
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "http://localhost:9999",
        "null",
        "file://",
        "http://[",
        ""
      })
  void anOriginOtherThanTheHostMayNotChange(String origin) {
    assertThat(post("localhost:8080", origin, null).refusedAsLocal()).isPresent();
  }

  @Test
  void theServicesOwnPagesMayChange() {
    assertThat(post("localhost:8080", "http://localhost:8080", "same-origin").refusedAsLocal())
        .isEmpty();
  }

  @Test
  void aClientThatIsNoBrowserMayChange() {
    assertThat(post("localhost:8080", null, null).refusedAsLocal()).isEmpty();
  }

  private static RequestOrigin get(String host) {
    return new RequestOrigin("GET", host, null, null, false);
  }

  private static RequestOrigin post(String host, @Nullable String origin, @Nullable String site) {
    return new RequestOrigin("POST", host, origin, site, false);
  }
}
