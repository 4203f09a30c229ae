package dev.footnote.staleness;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookAddressTest {

  @Test
  void addressesInsideOfTheNetworkAreNotPublic() throws UnknownHostException {
    for (String address :
        List.of(
            "127.0.0.1",
            "127.8.8.8",
            "0.0.0.0",
            "0.1.2.3",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "192.0.0.8",
            "198.18.0.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "2002:a00:1::1",
            "2001:0:a00:1::1",
            "fe80::1",
            "fd00::1",
            "ff02::1")) {
      assertThat(WebhookAddress.isPublic(InetAddress.getByName(address))).as(address).isFalse();
    }
    for (String address : List.of("8.8.8.8", "93.184.215.14", "2606:4700::1111", "172.32.0.1")) {
      assertThat(WebhookAddress.isPublic(InetAddress.getByName(address))).as(address).isTrue();
    }
  }

  @Test
  void anAddressIsRefusedWithWhatIsWrongWithIt() {
    assertThat(WebhookAddress.problem("ftp://8.8.8.8/x", true).orElseThrow()).contains("https://");
    assertThat(WebhookAddress.problem("file:///etc/passwd", true)).isPresent();
    assertThat(WebhookAddress.problem("https:///x", true)).isPresent();
    assertThat(WebhookAddress.problem("not an address", true)).isPresent();
    assertThat(WebhookAddress.problem("https://user@8.8.8.8/", true).orElseThrow())
        .contains("user name");
    assertThat(WebhookAddress.problem("http://127.0.0.1:8080/x", false).orElseThrow())
        .contains("not public");
    assertThat(WebhookAddress.problem("http://[::1]/x", false)).isPresent();
    assertThat(WebhookAddress.problem("http://2130706433/x", false)).isPresent();
    assertThat(WebhookAddress.problem("http://127.0.0.1:8080/x", true)).isEmpty();
    assertThat(WebhookAddress.problem("https://8.8.8.8/x", false)).isEmpty();
  }

  @Test
  void aSignatureIsTheHmacOfTimeAndBody() {
    // Computed with: printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac 'a secret of some
    // length'
    assertThat(Signature.of("a secret of some length", 1_700_000_000L, "{\"a\":1}"))
        .isEqualTo(
            "t=1700000000,v1=e09db3ce6e6e8f9b633a62851e5074a9e9148ac19b1c0e1a8f7c352380be630b");
  }
}
