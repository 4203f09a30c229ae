package dev.footnote.staleness;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Where names lead. Each question is asked once and its answer used for all that follows. */
@FunctionalInterface
interface HostLookup {
  /** As the machine looks names up. */
  HostLookup OF_THE_MACHINE = host -> List.of(InetAddress.getAllByName(host));

  /** A host's addresses, at least one, in the order in which they should be tried. */
  List<InetAddress> addresses(String host) throws UnknownHostException;
}
