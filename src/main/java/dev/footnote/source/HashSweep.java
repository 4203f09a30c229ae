package dev.footnote.source;

import dev.footnote.document.DocumentRepository;
import dev.footnote.document.KnownFile;
import dev.footnote.document.Source;
import dev.footnote.jobs.DocumentQueue;
import dev.footnote.jobs.Urgency;
import dev.footnote.store.Database;
import dev.footnote.store.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A comparison of every document's bytes with those it was indexed from, by hash: for file systems
 * that keep no trustworthy times, and for disks that lie. It reads slowly on purpose.
 */
@ApplicationScoped
class HashSweep {
  private static final Logger LOG = Logger.getLogger(HashSweep.class.getName());

  private static final int DOCUMENTS_AT_ONCE = 200;

  private final Database database;
  private final DocumentRepository documents;
  private final DocumentQueue queue;
  private final SourceConfig config;

  HashSweep(
      Database database, DocumentRepository documents, DocumentQueue queue, SourceConfig config) {
    this.database = database;
    this.documents = documents;
    this.queue = queue;
    this.config = config;
  }

  /** Notices the documents of a source whose bytes are others; how many they are. */
  int sweep(Source source) {
    int differing = 0;
    String last = "";
    while (!Thread.currentThread().isInterrupted()) {
      String after = last;
      List<KnownFile> files =
          database.read(
              handle ->
                  documents.filesAfter(
                      handle, source.scope(), source.id(), after, DOCUMENTS_AT_ONCE));
      if (files.isEmpty()) {
        break;
      }
      last = files.getLast().uri();
      var noticed = new ArrayList<UUID>();
      for (KnownFile file : files) {
        if (differs(Path.of(source.location()), file)) {
          noticed.add(file.id());
        }
      }
      queue.notice(source.scope(), noticed, Urgency.SCAN);
      differing += noticed.size();
    }
    if (differing > 0) {
      LOG.warning(
          "%d documents of %s had other bytes than their size and times told; they are indexed again."
              .formatted(differing, source.location()));
    }
    return differing;
  }

  /** Only what could be read to its end differs; everything else is for the scan to find. */
  private boolean differs(Path root, KnownFile known) {
    Path file = root.resolve(known.uri()).normalize();
    if (known.due() || known.contentSha256() == null || !file.startsWith(root)) {
      return false;
    }
    long start = System.nanoTime();
    try (InputStream stream = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      boolean differs = !Sha256.of(stream).equals(known.contentSha256());
      rest(Files.size(file), System.nanoTime() - start);
      return differs;
    } catch (IOException unreadable) {
      LOG.log(Level.FINE, "Can't compare " + file, unreadable);
      return false;
    }
  }

  private void rest(long bytes, long spentNs) {
    long due = bytes * 1_000_000_000L / Math.max(1, config.sweepBytesPerSecondMax());
    try {
      Thread.sleep(Duration.ofNanos(Math.max(0, due - spentNs)));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
