package dev.footnote.index;

import dev.footnote.document.ChunkRepository;
import dev.footnote.document.CollectionRepository;
import dev.footnote.document.DocumentKey;
import dev.footnote.document.Generation;
import dev.footnote.document.GenerationKey;
import dev.footnote.document.GenerationRepository;
import dev.footnote.document.MaintainedGeneration;
import dev.footnote.document.PassageRepository;
import dev.footnote.document.PassagesRemoved;
import dev.footnote.document.PendingRepository;
import dev.footnote.document.Version;
import dev.footnote.document.VersionRepository;
import dev.footnote.embed.Embedder;
import dev.footnote.embed.Embedders;
import dev.footnote.store.Database;
import dev.footnote.store.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;

/**
 * Puts a document's current version into a generation that doesn't hold it. The version stays; only
 * chunks of that generation are added. Passages are stored as they are made, so that a crash in a
 * long document loses one slice at most. An edit that commits meanwhile wins: it holds the document
 * itself, or leaves it pending.
 */
@ApplicationScoped
class FillDocument {
  /** Pieces that are embedded and stored together. */
  private static final int SLICE = 16;

  private final Database database;
  private final VersionRepository versions;
  private final PassageRepository passages;
  private final ChunkRepository chunks;
  private final CollectionRepository collections;
  private final GenerationRepository generations;
  private final PendingRepository pending;
  private final CutVersion cutVersion;
  private final MakePassages makePassages;
  private final Embedders embedders;

  FillDocument(
      Database database,
      VersionRepository versions,
      PassageRepository passages,
      ChunkRepository chunks,
      CollectionRepository collections,
      GenerationRepository generations,
      PendingRepository pending,
      CutVersion cutVersion,
      MakePassages makePassages,
      Embedders embedders) {
    this.database = database;
    this.versions = versions;
    this.passages = passages;
    this.chunks = chunks;
    this.collections = collections;
    this.generations = generations;
    this.pending = pending;
    this.cutVersion = cutVersion;
    this.makePassages = makePassages;
    this.embedders = embedders;
  }

  /** How it went. */
  sealed interface Filled {
    /** The generation holds the document, or need not hold it any more. */
    record Held(int chunks, long bytes) implements Filled {}

    /** An edit came in between; whether the document is still pending is for the list to say. */
    record Overtaken() implements Filled {}

    /** There was no time to finish. */
    record Stopped() implements Filled {}

    /** The version must be read again from its source first. */
    record Unread() implements Filled {}
  }

  /** Tells how many passages were embedded, after each slice of a document. */
  interface Watch {
    void embedded(int passages);
  }

  Filled fill(
      DocumentKey key, Generation generation, Pace pace, BooleanSupplier stopping, Watch watch) {
    Optional<Numbered> current = database.read(handle -> current(handle, key));
    if (current.isEmpty()) {
      database.change(
          h -> pending.done(h, new GenerationKey(key.scope(), generation.id()), key.id()));
      return new Filled.Held(0, 0);
    }
    if (!StoredBlocks.areKept(current.get().version())) {
      return new Filled.Unread();
    }
    List<Piece> pieces = cutVersion.cut(current.get().version(), generation);
    Embedder embedder = embedders.of(generation.modelName(), generation.dimensions());
    for (int from = 0; from < pieces.size(); from += SLICE) {
      if (stopping.getAsBoolean()) {
        return new Filled.Stopped();
      }
      List<Piece> slice = pieces.subList(from, Math.min(pieces.size(), from + SLICE));
      var made =
          makePassages.make(key.scope(), generation, slice, embedder.passagesAtOnce(), pace::rest);
      database.change(h -> passages.add(h, key.scope(), generation, made.passages()));
      watch.embedded(made.embedded());
      pace.rest();
    }
    try {
      return database.write(handle -> commit(handle, key, generation, current.get(), pieces));
    } catch (PassagesRemoved meanwhile) {
      return new Filled.Overtaken();
    }
  }

  private record Numbered(int number, Version version) {}

  private Optional<Numbered> current(Handle handle, DocumentKey key) {
    return versions
        .currentNumber(handle, key)
        .flatMap(
            number ->
                versions.find(handle, key, number).map(version -> new Numbered(number, version)));
  }

  /** Adds the chunks unless the document or the generation is another than it was. */
  private Filled commit(
      Handle handle, DocumentKey key, Generation generation, Numbered filled, List<Piece> pieces) {
    if (!versions.lockCurrent(handle, key, filled.number())) {
      return new Filled.Overtaken();
    }
    Scope scope = key.scope();
    PassageRepository.Keys keys =
        passages.keys(
            handle, scope, generation.id(), pieces.stream().map(Piece::sha256).distinct().toList());
    collections.lock(handle, scope);
    passages.settle(handle, scope, keys.copied());
    boolean filling =
        generations.maintained(handle, scope).stream()
            .filter(each -> !each.complete())
            .map(MaintainedGeneration::generation)
            .anyMatch(each -> each.id() == generation.id());
    if (!filling || !pending.done(handle, new GenerationKey(scope, generation.id()), key.id())) {
      return new Filled.Overtaken();
    }
    var replaced =
        chunks.replace(
            handle,
            key,
            generation.id(),
            filled.number(),
            Piece.places(pieces, keys.ids()),
            OptionalLong.empty());
    return new Filled.Held(replaced.added(), filled.version().byteSize());
  }
}
