package dev.footnote.seal;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The heads that this process has seen, in a file outside of the database, one to a line. When a
 * chain goes on from an earlier place than was noted, what was noted stays an anchor of its own: a
 * restored old backup stays visible although sealing goes on.
 */
@ApplicationScoped
class Anchors {
  private static final Logger LOG = Logger.getLogger(Anchors.class.getName());

  private final Path file;
  private final long bytesMax;
  private final Map<Integer, Anchor> latest = new TreeMap<>();
  private final Map<Integer, List<Anchor>> left = new TreeMap<>();

  Anchors(LedgerConfig config) {
    this.file = config.anchorFile().orElse(config.folder().resolve("anchors.jsonl"));
    this.bytesMax = config.anchorBytesMax();
    read();
  }

  /** Notes a tenant's new head. */
  synchronized void note(Seal head) {
    Anchor anchor = Anchor.of(head);
    learn(anchor);
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(file, line(anchor), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      if (Files.size(file) > bytesMax) {
        beginAnew();
      }
    } catch (IOException e) {
      LOG.log(
          Level.WARNING,
          "The ledger's head can't be noted in {0}: {1}",
          new Object[] {file, e.toString()});
    }
  }

  /** What the tenant's chain must contain, the newest last. */
  synchronized List<Anchor> of(int tenantId) {
    var anchors = new ArrayList<>(left.getOrDefault(tenantId, List.of()));
    Anchor last = latest.get(tenantId);
    if (last != null) {
      anchors.add(last);
    }
    return anchors;
  }

  private void learn(Anchor anchor) {
    Anchor before = latest.put(anchor.tenantId(), anchor);
    if (before != null && before.number() >= anchor.number() && !before.equals(anchor)) {
      left.computeIfAbsent(anchor.tenantId(), tenant -> new ArrayList<>()).add(before);
      LOG.severe(
          "The ledger of tenant %d goes on from seal %d, but had come to seal %d before. Was an old backup restored?"
              .formatted(anchor.tenantId(), anchor.number() - 1, before.number()));
    }
  }

  private void read() {
    if (!Files.exists(file)) {
      return;
    }
    try (Stream<String> lines = Files.lines(file)) {
      lines.map(Anchors::anchor).flatMap(java.util.Optional::stream).forEach(this::learn);
    } catch (IOException | UncheckedIOException e) {
      throw new IllegalStateException(
          "The anchors of the ledger in %s can't be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** The file before is kept until the next time; what must not be forgotten is written again. */
  private void beginAnew() throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    var text = new StringBuilder();
    left.values().stream().flatMap(List::stream).forEach(anchor -> text.append(line(anchor)));
    latest.values().forEach(anchor -> text.append(line(anchor)));
    Files.writeString(draft, text);
    Files.move(
        file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    Files.move(draft, file);
  }

  private static String line(Anchor anchor) {
    return "{\"anchor\":\"" + anchor.text() + "\"}\n";
  }

  private static java.util.Optional<Anchor> anchor(String line) {
    int start = line.indexOf("footnote-anchor-");
    int end = line.lastIndexOf('"');
    return start < 0 || end < start
        ? java.util.Optional.empty()
        : Anchor.parse(line.substring(start, end));
  }
}
