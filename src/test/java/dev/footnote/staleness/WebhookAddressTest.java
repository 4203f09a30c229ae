package dev.footnote.staleness;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
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
    assertThat(problem("ftp://8.8.8.8/x", true).orElseThrow()).contains("https://");
    assertThat(problem("file:///etc/passwd", true)).isPresent();
    assertThat(problem("https:///x", true)).isPresent();
    assertThat(problem("not an address", true)).isPresent();
    assertThat(problem("https://user@8.8.8.8/", true).orElseThrow()).contains("user name");
    assertThat(problem("http://127.0.0.1:8080/x", false).orElseThrow()).contains("not public");
    assertThat(problem("http://[::1]/x", false)).isPresent();
    assertThat(problem("http://2130706433/x", false)).isPresent();
    assertThat(problem("http://127.0.0.1:8080/x", true)).isEmpty();
    assertThat(problem("https://8.8.8.8/x", false)).isEmpty();
  }

  @Test
  void aSignatureIsTheHmacOfTimeAndBody() {
    // Computed with: printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac 'a secret of some
    // length'
    assertThat(Signature.of("a secret of some length", 1_700_000_000L, "{\"a\":1}"))
        .isEqualTo(
            "t=1700000000,v1=e09db3ce6e6e8f9b633a62851e5074a9e9148ac19b1c0e1a8f7c352380be630b");
  }

  @Test
  void everyAddressThatANameLeadsToMustBePublic() throws UnknownHostException {
    InetAddress open = InetAddress.getByName("93.184.215.14");
    InetAddress inside = InetAddress.getByName("10.0.0.1");
    assertThat(WebhookAddress.check("https://example.test/x", false, host -> List.of(open, inside)))
        .isInstanceOf(WebhookAddress.Checked.Refused.class);
    assertThat(WebhookAddress.check("https://example.test/x?y=1", false, host -> List.of(open)))
        .isEqualTo(
            new WebhookAddress.Checked.Allowed(
                new Receiver(URI.create("https://example.test/x?y=1"), open)));
  }

  private static Optional<String> problem(String url, boolean privateAllowed) {
    return WebhookAddress.check(url, privateAllowed, HostLookup.OF_THE_MACHINE)
            instanceof WebhookAddress.Checked.Refused(String detail)
        ? Optional.of(detail)
        : Optional.empty();
  }
}
