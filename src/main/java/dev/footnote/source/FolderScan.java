package dev.footnote.source;

import dev.footnote.document.Change;
import dev.footnote.document.ChangeRepository;
import dev.footnote.document.CollectionRepository;
import dev.footnote.document.DocumentKey;
import dev.footnote.document.DocumentRepository;
import dev.footnote.document.FileStamp;
import dev.footnote.document.KnownFile;
import dev.footnote.document.Source;
import dev.footnote.document.SourceRepository;
import dev.footnote.jobs.DocumentQueue;
import dev.footnote.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Logger;

/**
 * A look at a folder, or at a part of it: compares what lies there with what is known, and notices
 * the differences. It reads no content. A file that was moved keeps its document; a file that is
 * gone is noticed, and the worker that takes it looks once more before anything is removed.
 */
@ApplicationScoped
class FolderScan {
  private static final Logger LOG = Logger.getLogger(FolderScan.class.getName());

  private final Database database;
  private final DocumentRepository documents;
  private final SourceRepository sources;
  private final CollectionRepository collections;
  private final ChangeRepository changes;
  private final DocumentQueue queue;
  private final SourceConfig config;
  private final InstantSource clock;

  FolderScan(
      Database database,
      DocumentRepository documents,
      SourceRepository sources,
      CollectionRepository collections,
      ChangeRepository changes,
      DocumentQueue queue,
      SourceConfig config,
      InstantSource clock) {
    this.database = database;
    this.documents = documents;
    this.sources = sources;
    this.collections = collections;
    this.changes = changes;
    this.queue = queue;
    this.config = config;
    this.clock = clock;
  }

  /**
   * What a look found.
   *
   * @param documents live documents at or below the path, the new ones included
   * @param noticed those that were handed on because they may have changed
   */
  record Found(List<KnownFile> documents, Set<UUID> noticed, int moved) {}

  /**
   * Looks at all of the folder; a folder that can't be read raises the source's alarm, and nothing
   * else happens.
   */
  Found whole(Source source) {
    Instant started = clock.instant();
    try {
      Found found = look(source, Set.of(""));
      database.change(handle -> sources.scanned(handle, source, null, started));
      return found;
    } catch (IOException unreadable) {
      String alarm =
          unreadable.getMessage() + " Nothing was removed; its documents stay answerable.";
      if (!alarm.equals(source.alarm())) {
        LOG.severe(alarm);
      }
      database.change(handle -> sources.scanned(handle, source, alarm, started));
      return new Found(List.of(), Set.of(), 0);
    }
  }

  /**
   * Looks at some paths of the folder together, so that a file which left one for another is seen
   * to have moved.
   *
   * @throws IOException if the folder can't be read; nothing was noticed then
   */
  Found look(Source source, Set<String> paths) throws IOException {
    Path root = Path.of(source.location());
    var onDisk = new HashMap<String, FileStamp>();
    var known = new HashMap<String, KnownFile>();
    var hidden = new HashSet<String>();
    for (String path : paths) {
      FolderListing listing = FolderListing.of(root, path, config.filesMax());
      onDisk.putAll(listing.stamps());
      database
          .read(handle -> documents.files(handle, source.scope(), source.id(), path))
          .forEach(
              file -> {
                known.put(file.uri(), file);
                if (listing.hides(file.uri())) {
                  hidden.add(file.uri());
                }
              });
      listing
          .unreadable()
          .forEach((where, why) -> LOG.warning("Can't look at '" + where + "': " + why));
    }
    return compare(source, onDisk, known, hidden);
  }

  private Found compare(
      Source source,
      Map<String, FileStamp> onDisk,
      Map<String, KnownFile> known,
      Set<String> hidden) {
    var gone = new ArrayList<KnownFile>();
    var noticed = new HashSet<UUID>();
    for (KnownFile file : known.values()) {
      FileStamp stamp = onDisk.get(file.uri());
      if (stamp == null) {
        if (!hidden.contains(file.uri())) {
          gone.add(file);
        }
      } else if (!file.due() && !stamp.equals(file.stamp())) {
        noticed.add(file.id());
      }
    }
    var fresh = new HashMap<>(onDisk);
    fresh.keySet().removeAll(known.keySet());
    int moved = move(source, gone, fresh, noticed);
    gone.forEach(file -> noticed.add(file.id()));
    var all = new ArrayList<>(known.values());
    database.change(
        handle ->
            fresh.forEach(
                (uri, stamp) -> {
                  UUID id =
                      documents.add(handle, source.scope(), source.id(), uri, clock.instant());
                  noticed.add(id);
                  all.add(new KnownFile(id, uri, null, null, true, null));
                }));
    queue.notice(source.scope(), noticed);
    return new Found(all, noticed, moved);
  }

  /**
   * Pairs files that are gone with new ones of the same identity, size and time: these were moved.
   */
  private int move(
      Source source, List<KnownFile> gone, Map<String, FileStamp> fresh, Set<UUID> noticed) {
    var byStamp = new HashMap<FileStamp, String>();
    fresh.forEach(
        (uri, stamp) -> {
          if (stamp.key() != null) {
            byStamp.put(stamp, uri);
          }
        });
    int moved = 0;
    for (KnownFile file : List.copyOf(gone)) {
      String uri = file.stamp() == null ? null : byStamp.remove(file.stamp());
      if (uri != null && !file.due()) {
        move(source, file, uri, Objects.requireNonNull(file.stamp()));
        // The new name may name another format; the worker finds out, and does nothing if not.
        noticed.add(file.id());
        fresh.remove(uri);
        gone.remove(file);
        moved++;
      }
    }
    return moved;
  }

  private void move(Source source, KnownFile file, String uri, FileStamp stamp) {
    var scope = source.scope();
    database.change(
        handle -> {
          Instant now = clock.instant();
          documents.move(handle, new DocumentKey(scope, file.id()), uri, stamp, now);
          long watermark = collections.nextWatermark(handle, scope);
          changes.record(
              handle,
              scope,
              watermark,
              new Change(Change.Kind.RENAMED, file.id(), null, uri, file.uri(), 0, 0, 0, 0),
              now);
        });
  }
}
