package dev.footnote.staleness;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a webhook may point to. Without leave by configuration, not into the network that the
 * service stands in: an admin of a tenant could otherwise have it speak to what trusts it.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IANA, special-purpose
 *     addresses</a>
 */
final class WebhookAddress {
  private static final int URL_CHARS_MAX = 2_000;

  private WebhookAddress() {}

  /** What an address is. */
  sealed interface Checked {
    /** It may be called, and this is where. */
    record Allowed(Receiver receiver) implements Checked {}

    /** Something is wrong with it. */
    record Refused(String detail) implements Checked {}
  }

  /** Checks an address. Looks the host up once; every address that its name leads to must do. */
  static Checked check(String url, boolean privateAllowed, HostLookup lookup) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      return new Checked.Refused("'url' must be an address such as https://example.org/hook.");
    }
    return problem(uri, url.length())
        .<Checked>map(Checked.Refused::new)
        .orElseGet(() -> check(uri, privateAllowed, lookup));
  }

  private static Checked check(URI uri, boolean privateAllowed, HostLookup lookup) {
    List<InetAddress> addresses;
    try {
      addresses = lookup.addresses(uri.getHost());
    } catch (UnknownHostException e) {
      return new Checked.Refused("'url' names a host that is not known: " + uri.getHost());
    }
    return privateAllowed || addresses.stream().allMatch(WebhookAddress::isPublic)
        ? new Checked.Allowed(new Receiver(uri, addresses.getFirst()))
        : new Checked.Refused(
            "'url' leads to an address that is not public. An operator can allow that with"
                + " footnote.webhooks.private-addresses.");
  }

  private static Optional<String> problem(URI uri, int chars) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (chars > URL_CHARS_MAX
        || !scheme.equals("http") && !scheme.equals("https")
        || uri.getHost() == null) {
      return Optional.of(
          "'url' must begin with https:// or http://, name a host, and have at most %d characters."
              .formatted(URL_CHARS_MAX));
    }
    if (uri.getUserInfo() != null) {
      return Optional.of("'url' must hold no user name; the signature says who sends.");
    }
    return Optional.empty();
  }

  static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    return switch (address) {
      case Inet4Address four ->
          first != 0
              && first < 240
              && !(first == 100 && second >= 64 && second < 128)
              && !(first == 192 && second == 0)
              && !(first == 198 && (second == 18 || second == 19));
      // Global unicast alone, without the ranges that lead to IPv4 addresses.
      case Inet6Address six ->
          (first & 0xe0) == 0x20
              && !(first == 0x20 && second == 0x02)
              && !(first == 0x20 && second == 0x01 && bytes[2] == 0 && bytes[3] == 0);
      default -> false;
    };
  }
}
