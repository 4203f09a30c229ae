package dev.footnote.access;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names of this very machine. */
final class Loopback {
  private static final Pattern IPV4 = Pattern.compile("127(\\.\\d{1,3}){3}");
  private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

  private Loopback() {}

  /** Whether a host, without port, is this machine and nothing else. Looks no name up. */
  static boolean isHost(String host) {
    return switch (host.toLowerCase(Locale.ROOT)) {
      case "localhost", "::1", "[::1]", "0:0:0:0:0:0:0:1" -> true;
      default -> IPV4.matcher(host).matches();
    };
  }

  /** The same for {@code host} or {@code host:port}, as requests name it. */
  static boolean isAuthority(String authority) {
    return isHost(PORT.matcher(authority).replaceFirst(""));
  }
}
