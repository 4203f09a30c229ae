package dev.footnote.index;

import dev.footnote.document.Change;
import dev.footnote.document.ChangeRepository;
import dev.footnote.document.ChunkRepository;
import dev.footnote.document.CollectionRepository;
import dev.footnote.document.DocumentKey;
import dev.footnote.document.DocumentLease;
import dev.footnote.document.DocumentLeases;
import dev.footnote.document.FileStamp;
import dev.footnote.document.GenerationKey;
import dev.footnote.document.GenerationRepository;
import dev.footnote.document.MaintainedGeneration;
import dev.footnote.document.Moment;
import dev.footnote.document.PassageRepository;
import dev.footnote.document.PassagesRemoved;
import dev.footnote.document.PendingRepository;
import dev.footnote.document.Place;
import dev.footnote.document.Version;
import dev.footnote.document.VersionRepository;
import dev.footnote.jobs.ItemOutcome;
import dev.footnote.jobs.ReindexJobRepository;
import dev.footnote.store.Database;
import dev.footnote.store.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * The one transaction that makes a change visible, whole or not at all. Its order matters: the
 * document's lock with the fence first, passages (whose index entries take long) next, and only
 * then the collection's lock, under which the watermark, the chunks of every maintained generation
 * and the statistics move together.
 */
@ApplicationScoped
class ReplaceDocument {
  private final Database database;
  private final DocumentLeases leases;
  private final VersionRepository versions;
  private final PassageRepository passages;
  private final ChunkRepository chunks;
  private final CollectionRepository collections;
  private final GenerationRepository generations;
  private final PendingRepository pending;
  private final ChangeRepository changes;
  private final ReindexJobRepository jobs;
  private final InstantSource clock;

  ReplaceDocument(
      Database database,
      DocumentLeases leases,
      VersionRepository versions,
      PassageRepository passages,
      ChunkRepository chunks,
      CollectionRepository collections,
      GenerationRepository generations,
      PendingRepository pending,
      ChangeRepository changes,
      ReindexJobRepository jobs,
      InstantSource clock) {
    this.database = database;
    this.leases = leases;
    this.versions = versions;
    this.passages = passages;
    this.chunks = chunks;
    this.collections = collections;
    this.generations = generations;
    this.pending = pending;
    this.changes = changes;
    this.jobs = jobs;
    this.clock = clock;
  }

  /**
   * Makes the prepared document what is answered from; empty, and nothing is visible of it, if it
   * must be prepared anew: a generation has been started meanwhile, or passages were removed.
   */
  Optional<Outcome> replace(DocumentLease lease, Replacement replacement, FileStamp stamp) {
    try {
      return database.write(handle -> replace(handle, lease, replacement, stamp));
    } catch (PassagesRemoved meanwhile) {
      return Optional.empty();
    }
  }

  private Optional<Outcome> replace(
      Handle handle, DocumentLease lease, Replacement replacement, FileStamp stamp) {
    if (!leases.lock(handle, lease)) {
      return Optional.of(new Outcome.Superseded());
    }
    Scope scope = lease.key().scope();
    Set<Long> copied = new HashSet<>();
    Map<Integer, List<Place>> places = places(handle, lease, replacement, copied);
    boolean current = isCurrent(handle, lease, replacement, places);
    if (!current || !copied.isEmpty()) {
      collections.lock(handle, scope);
      passages.settle(handle, scope, copied);
    }
    if (current) {
      return Optional.of(unchanged(handle, lease, replacement.version(), stamp));
    }
    var maintained = generations.maintained(handle, scope);
    return maintained.stream()
            .map(each -> each.generation().id())
            .allMatch(id -> places.containsKey(id) || replacement.behind().contains(id))
        ? Optional.of(swap(handle, lease, replacement, maintained, places, stamp))
        : Optional.empty();
  }

  private Outcome swap(
      Handle handle,
      DocumentLease lease,
      Replacement replacement,
      List<MaintainedGeneration> maintained,
      Map<Integer, List<Place>> places,
      FileStamp stamp) {
    int number = lease.lastVersion() + 1;
    Version version = replacement.version();
    Moment moment = collections.nextMoment(handle, lease.key().scope(), clock.instant());
    versions.close(handle, lease.key(), moment);
    versions.add(handle, lease.key(), number, version, stamp.modifiedNs(), moment);
    var replaced = new ChunkRepository.Replaced(0, 0);
    int size = 0;
    for (MaintainedGeneration each : maintained) {
      List<Place> wanted = places.getOrDefault(each.generation().id(), List.of());
      var done = swap(handle, lease.key(), each, wanted, number, moment);
      if (!places.containsKey(each.generation().id())) {
        pending.fallBehind(handle, key(lease, each), lease.key().id(), version.byteSize());
      } else if (!each.complete()) {
        pending.done(handle, key(lease, each), lease.key().id());
      }
      if (each.live()) {
        replaced = done;
        size = wanted.size();
      }
    }
    leases.settle(handle, lease, number, stamp, version.contentSha256(), moment.at());
    int embedded = replacement.embedded();
    changes.record(
        handle,
        lease.key().scope(),
        new Change(
            Change.Kind.INDEXED,
            lease.key().id(),
            number,
            lease.uri(),
            null,
            size,
            replaced.added(),
            replaced.closed(),
            embedded),
        moment);
    jobs.settle(
        handle, lease.key(), new ItemOutcome("indexed", false, size, embedded, moment.watermark()));
    return new Outcome.Indexed(number, size, embedded, moment.watermark());
  }

  /** The counts before are kept where the generation may have been live, or may become it next. */
  private ChunkRepository.Replaced swap(
      Handle handle,
      DocumentKey key,
      MaintainedGeneration each,
      List<Place> wanted,
      int number,
      Moment moment) {
    OptionalLong watermark =
        each.complete() ? OptionalLong.of(moment.watermark()) : OptionalLong.empty();
    return chunks.replace(handle, key, each.generation().id(), number, wanted, watermark);
  }

  private static GenerationKey key(DocumentLease lease, MaintainedGeneration each) {
    return new GenerationKey(lease.key().scope(), each.generation().id());
  }

  private Outcome unchanged(Handle handle, DocumentLease lease, Version version, FileStamp stamp) {
    leases.settle(
        handle,
        lease,
        Objects.requireNonNull(lease.currentVersion()),
        stamp,
        version.contentSha256(),
        clock.instant());
    jobs.settle(handle, lease.key(), new ItemOutcome("unchanged", false, 0, 0, null));
    return new Outcome.Unchanged();
  }

  /** Takes the document out of what is answered from. */
  Outcome remove(DocumentLease lease) {
    return database.write(
        handle -> {
          if (!leases.lock(handle, lease)) {
            return new Outcome.Superseded();
          }
          Scope scope = lease.key().scope();
          int number = lease.lastVersion() + 1;
          Moment moment = collections.nextMoment(handle, scope, clock.instant());
          int closed = 0;
          for (MaintainedGeneration each : generations.maintained(handle, scope)) {
            var replaced = swap(handle, lease.key(), each, List.of(), number, moment);
            pending.done(handle, key(lease, each), lease.key().id());
            closed += each.live() ? replaced.closed() : 0;
          }
          versions.close(handle, lease.key(), moment);
          leases.remove(handle, lease, moment.at());
          changes.record(
              handle,
              scope,
              new Change(
                  Change.Kind.REMOVED,
                  lease.key().id(),
                  lease.currentVersion(),
                  lease.uri(),
                  null,
                  0,
                  0,
                  closed,
                  0),
              moment);
          jobs.settle(
              handle, lease.key(), new ItemOutcome("removed", false, 0, 0, moment.watermark()));
          return new Outcome.Removed(moment.watermark());
        });
  }

  /** Whether the document is as prepared already, in every generation that holds it. */
  private boolean isCurrent(
      Handle handle,
      DocumentLease lease,
      Replacement replacement,
      Map<Integer, List<Place>> places) {
    return lease.currentVersion() != null
        && versions
            .find(handle, lease.key(), lease.currentVersion())
            .filter(replacement.version()::equals)
            .isPresent()
        && replacement.parts().stream()
            .filter(Replacement.Part::complete)
            .map(part -> part.generation().id())
            .allMatch(
                id ->
                    chunks
                        .current(handle, lease.key(), id)
                        .keySet()
                        .equals(new HashSet<>(places.getOrDefault(id, List.of()))));
  }

  /** The places in each generation; what was copied back for them from the past is added. */
  private Map<Integer, List<Place>> places(
      Handle handle, DocumentLease lease, Replacement replacement, Set<Long> copied) {
    var places = new HashMap<Integer, List<Place>>();
    // In the order of their keys, so that two edits around a switch can't deadlock.
    for (Replacement.Part part :
        replacement.parts().stream()
            .sorted(Comparator.comparing(part -> part.generation().id()))
            .toList()) {
      Scope scope = lease.key().scope();
      passages.add(handle, scope, part.generation(), part.made().passages());
      PassageRepository.Keys keys = keys(handle, scope, part);
      copied.addAll(keys.copied());
      places.put(part.generation().id(), Piece.places(part.pieces(), keys.ids()));
    }
    return places;
  }

  private PassageRepository.Keys keys(Handle handle, Scope scope, Replacement.Part part) {
    return passages.keys(
        handle,
        scope,
        part.generation().id(),
        part.pieces().stream().map(Piece::sha256).distinct().toList());
  }
}
