package dev.footnote.source;

import dev.footnote.document.Change;
import dev.footnote.document.ChangeRepository;
import dev.footnote.document.CollectionRepository;
import dev.footnote.document.DocumentKey;
import dev.footnote.document.DocumentRepository;
import dev.footnote.document.KnownFile;
import dev.footnote.document.Moment;
import dev.footnote.document.Source;
import dev.footnote.document.SourceRepository;
import dev.footnote.jobs.DocumentQueue;
import dev.footnote.jobs.Urgency;
import dev.footnote.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A look at a folder, or at a part of it: compares what lies there with what is known, and notices
 * the differences. It reads no content. A file that was moved keeps its document; a file that is
 * gone is noticed unless the guard withholds it, and the worker that takes it looks once more
 * before anything is removed.
 */
@ApplicationScoped
class FolderScan {
  private static final Logger LOG = Logger.getLogger(FolderScan.class.getName());

  private final Database database;
  private final CompareFolder compare;
  private final DocumentRepository documents;
  private final SourceRepository sources;
  private final CollectionRepository collections;
  private final ChangeRepository changes;
  private final RemovalGuard guard;
  private final DocumentQueue queue;
  private final InstantSource clock;
  private final Map<Integer, Object> looks = new ConcurrentHashMap<>();

  FolderScan(
      Database database,
      CompareFolder compare,
      DocumentRepository documents,
      SourceRepository sources,
      CollectionRepository collections,
      ChangeRepository changes,
      RemovalGuard guard,
      DocumentQueue queue,
      InstantSource clock) {
    this.database = database;
    this.compare = compare;
    this.documents = documents;
    this.sources = sources;
    this.collections = collections;
    this.changes = changes;
    this.guard = guard;
    this.queue = queue;
    this.clock = clock;
  }

  /**
   * What a look found.
   *
   * @param documents live documents at or below the path, the new ones included
   * @param noticed those that were handed on because they may have changed
   * @param alarm why documents that are gone were not removed, in sentences; null if none were kept
   */
  record Found(List<KnownFile> documents, Set<UUID> noticed, int moved, @Nullable String alarm) {}

  /**
   * Looks at all of the folder. A folder that can't be read raises the source's alarm, and nothing
   * else happens; too many documents gone raise it too, and everything else is noticed.
   */
  Found whole(Source source) {
    Instant started = clock.instant();
    Found found;
    try {
      found = look(source, Set.of(""), true);
    } catch (IOException unreadable) {
      guard.forget(source);
      found =
          new Found(
              List.of(),
              Set.of(),
              0,
              unreadable.getMessage() + " Nothing was removed; its documents stay answerable.");
    }
    raise(source, found.alarm(), started);
    return found;
  }

  /**
   * Looks at some paths of the folder together, so that a file which left one for another is seen
   * to have moved. Where that shows too many gone, or no folder at all, all of it is looked at.
   */
  void hinted(Source source, Set<String> paths) {
    boolean suspicious;
    try {
      suspicious = look(source, paths, false).alarm() != null;
    } catch (IOException unreadable) {
      suspicious = true;
    }
    if (suspicious && current(source).flatMap(now -> Optional.ofNullable(now.alarm())).isEmpty()) {
      whole(source);
    }
  }

  /** One look at a time: two that saw the same file move would both move its document. */
  private Found look(Source source, Set<String> paths, boolean whole) throws IOException {
    synchronized (looks.computeIfAbsent(source.id(), any -> new Object())) {
      return lookAlone(source, paths, whole);
    }
  }

  private Found lookAlone(Source source, Set<String> paths, boolean whole) throws IOException {
    CompareFolder.Compared compared = compare.compare(source, paths, whole);
    FolderDifference difference = compared.difference();
    Urgency urgency =
        !whole ? Urgency.EDIT : source.scannedAt() == null ? Urgency.BULK : Urgency.SCAN;
    return apply(
        source, compared.known(), difference, judge(source, difference.gone(), whole), urgency);
  }

  private RemovalGuard.Verdict judge(Source source, List<KnownFile> gone, boolean whole)
      throws IOException {
    String alarm = whole ? null : current(source).map(Source::alarm).orElse(null);
    if (alarm != null && !gone.isEmpty()) {
      return new RemovalGuard.Verdict.Withheld(alarm);
    }
    int fresh = (int) gone.stream().filter(file -> !file.due()).count();
    boolean empty = fresh > 0 && isEmpty(Path.of(source.location()));
    return guard.judge(source, new RemovalGuard.Gone(fresh, empty, whole));
  }

  private static boolean isEmpty(Path root) throws IOException {
    try (Stream<Path> entries = Files.list(root)) {
      return entries.findAny().isEmpty();
    }
  }

  private Found apply(
      Source source,
      Map<String, KnownFile> known,
      FolderDifference difference,
      RemovalGuard.Verdict verdict,
      Urgency urgency) {
    difference.moved().forEach(move -> move(source, move));
    var noticed = new HashSet<UUID>();
    difference.changed().forEach(file -> noticed.add(file.id()));
    // The new name may name another format; the worker finds out, and does nothing if not.
    difference.moved().forEach(move -> noticed.add(move.file().id()));
    String alarm =
        switch (verdict) {
          case RemovalGuard.Verdict.Allowed() -> {
            difference.gone().forEach(file -> noticed.add(file.id()));
            yield null;
          }
          case RemovalGuard.Verdict.Withheld(String why) -> why;
        };
    var all = new ArrayList<>(known.values());
    database.change(
        handle ->
            difference
                .added()
                .forEach(
                    (uri, stamp) -> {
                      UUID id =
                          documents.add(handle, source.scope(), source.id(), uri, clock.instant());
                      noticed.add(id);
                      all.add(new KnownFile(id, uri, null, null, true, null));
                    }));
    queue.notice(source.scope(), noticed, urgency);
    return new Found(all, noticed, difference.moved().size(), alarm);
  }

  private void move(Source source, FolderDifference.Move move) {
    var scope = source.scope();
    KnownFile file = move.file();
    database.change(
        handle -> {
          Instant now = clock.instant();
          var key = new DocumentKey(scope, file.id());
          if (!documents.move(handle, key, source.id(), move.uri(), move.stamp(), now)) {
            // Another process has added the file as a new document; this one is gone then.
            return;
          }
          Moment moment = collections.nextMoment(handle, scope, now);
          changes.record(
              handle,
              scope,
              new Change(Change.Kind.RENAMED, file.id(), null, move.uri(), file.uri(), 0, 0, 0, 0),
              moment);
        });
  }

  private void raise(Source source, @Nullable String alarm, Instant at) {
    if (alarm != null && !alarm.equals(current(source).map(Source::alarm).orElse(null))) {
      LOG.severe(alarm);
    }
    database.change(handle -> sources.scanned(handle, source, alarm, at));
  }

  /** The source as it is now; what a caller holds may be old. */
  private Optional<Source> current(Source source) {
    return database.read(handle -> sources.find(handle, source.scope(), source.id()));
  }
}
