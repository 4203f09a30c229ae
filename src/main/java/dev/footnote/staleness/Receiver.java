package dev.footnote.staleness;

import java.net.InetAddress;
import java.net.URI;

/**
 * A webhook's address together with where its host's name led when that was checked.
 *
 * @param address what to connect to; the name is not looked up again
 */
record Receiver(URI uri, InetAddress address) {
  boolean isEncrypted() {
    return "https".equalsIgnoreCase(uri.getScheme());
  }

  int port() {
    int standard = isEncrypted() ? 443 : 80;
    return uri.getPort() < 0 ? standard : uri.getPort();
  }

  /** Path and query, as the request line has them. */
  String target() {
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }
}
