package dev.footnote.index;

import dev.footnote.document.Change;
import dev.footnote.document.ChangeRepository;
import dev.footnote.document.ChunkRepository;
import dev.footnote.document.CollectionRepository;
import dev.footnote.document.DocumentLease;
import dev.footnote.document.DocumentRepository;
import dev.footnote.document.FileStamp;
import dev.footnote.document.Generation;
import dev.footnote.document.PassageRepository;
import dev.footnote.document.Place;
import dev.footnote.document.Version;
import dev.footnote.document.VersionRepository;
import dev.footnote.jobs.ItemOutcome;
import dev.footnote.jobs.ReindexJobRepository;
import dev.footnote.store.Database;
import dev.footnote.store.Scope;
import dev.footnote.store.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/**
 * The one transaction that makes a change visible, whole or not at all. Its order matters: the
 * document's lock with the fence first, passages (whose index entries take long) next, and only
 * then the collection's lock, under which the watermark, the chunks and the statistics move
 * together.
 */
@ApplicationScoped
class ReplaceDocument {
  private final Database database;
  private final DocumentRepository documents;
  private final VersionRepository versions;
  private final PassageRepository passages;
  private final ChunkRepository chunks;
  private final CollectionRepository collections;
  private final ChangeRepository changes;
  private final ReindexJobRepository jobs;
  private final InstantSource clock;

  ReplaceDocument(
      Database database,
      DocumentRepository documents,
      VersionRepository versions,
      PassageRepository passages,
      ChunkRepository chunks,
      CollectionRepository collections,
      ChangeRepository changes,
      ReindexJobRepository jobs,
      InstantSource clock) {
    this.database = database;
    this.documents = documents;
    this.versions = versions;
    this.passages = passages;
    this.chunks = chunks;
    this.collections = collections;
    this.changes = changes;
    this.jobs = jobs;
    this.clock = clock;
  }

  /** Makes the prepared document what is answered from. */
  Outcome replace(
      DocumentLease lease,
      Generation generation,
      PreparedDocument prepared,
      MakePassages.Made made,
      FileStamp stamp) {
    return database.write(
        handle -> {
          if (!documents.lock(handle, lease)) {
            return new Outcome.Superseded();
          }
          Scope scope = lease.key().scope();
          passages.add(handle, scope, generation, made.passages());
          List<Place> places = places(handle, scope, generation, prepared.pieces());
          if (isCurrent(handle, lease, generation, prepared.version(), places)) {
            return unchanged(handle, lease, prepared, stamp);
          }
          return swap(handle, lease, generation, prepared, places, made.embedded(), stamp);
        });
  }

  private Outcome swap(
      Handle handle,
      DocumentLease lease,
      Generation generation,
      PreparedDocument prepared,
      List<Place> places,
      int embedded,
      FileStamp stamp) {
    Scope scope = lease.key().scope();
    Instant now = clock.instant();
    int number = lease.lastVersion() + 1;
    long watermark = collections.nextWatermark(handle, scope);
    versions.close(handle, lease.key(), watermark, now);
    versions.add(handle, lease.key(), number, prepared.version(), watermark, now);
    var replaced = chunks.replace(handle, lease.key(), generation.id(), number, places);
    documents.settle(handle, lease, number, stamp, prepared.version().contentSha256(), now);
    changes.record(
        handle,
        scope,
        watermark,
        new Change(
            Change.Kind.INDEXED,
            lease.key().id(),
            number,
            lease.uri(),
            null,
            places.size(),
            replaced.added(),
            replaced.closed(),
            embedded),
        now);
    jobs.settle(
        handle, lease.key(), new ItemOutcome("indexed", false, places.size(), embedded, watermark));
    return new Outcome.Indexed(number, places.size(), embedded, watermark);
  }

  private Outcome unchanged(
      Handle handle, DocumentLease lease, PreparedDocument prepared, FileStamp stamp) {
    documents.settle(
        handle,
        lease,
        Objects.requireNonNull(lease.currentVersion()),
        stamp,
        prepared.version().contentSha256(),
        clock.instant());
    jobs.settle(handle, lease.key(), new ItemOutcome("unchanged", false, 0, 0, null));
    return new Outcome.Unchanged();
  }

  /** Takes the document out of what is answered from. */
  Outcome remove(DocumentLease lease, Generation generation) {
    return database.write(
        handle -> {
          if (!documents.lock(handle, lease)) {
            return new Outcome.Superseded();
          }
          Scope scope = lease.key().scope();
          Instant now = clock.instant();
          int number = lease.lastVersion() + 1;
          long watermark = collections.nextWatermark(handle, scope);
          var replaced = chunks.replace(handle, lease.key(), generation.id(), number, List.of());
          versions.close(handle, lease.key(), watermark, now);
          documents.remove(handle, lease, now);
          changes.record(
              handle,
              scope,
              watermark,
              new Change(
                  Change.Kind.REMOVED,
                  lease.key().id(),
                  lease.currentVersion(),
                  lease.uri(),
                  null,
                  0,
                  0,
                  replaced.closed(),
                  0),
              now);
          jobs.settle(handle, lease.key(), new ItemOutcome("removed", false, 0, 0, watermark));
          return new Outcome.Removed(watermark);
        });
  }

  private boolean isCurrent(
      Handle handle,
      DocumentLease lease,
      Generation generation,
      Version version,
      List<Place> places) {
    return lease.currentVersion() != null
        && versions
            .find(handle, lease.key(), lease.currentVersion())
            .filter(version::equals)
            .isPresent()
        && chunks
            .current(handle, lease.key(), generation.id())
            .keySet()
            .equals(new HashSet<>(places));
  }

  private List<Place> places(
      Handle handle, Scope scope, Generation generation, List<Piece> pieces) {
    Map<Sha256, Long> ids =
        passages.ids(
            handle, scope, generation.id(), pieces.stream().map(Piece::sha256).distinct().toList());
    return pieces.stream()
        .map(
            piece ->
                new Place(
                    Objects.requireNonNull(ids.get(piece.sha256())),
                    piece.chunk().start(),
                    piece.chunk().end(),
                    piece.chunk().pageFirst(),
                    piece.chunk().pageLast()))
        .toList();
  }
}
