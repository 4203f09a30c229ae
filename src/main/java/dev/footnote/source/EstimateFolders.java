package dev.footnote.source;

import dev.footnote.document.ChangeRepository;
import dev.footnote.document.CollectionRepository;
import dev.footnote.document.ContentReader.Content;
import dev.footnote.document.DocumentRepository;
import dev.footnote.document.FileStamp;
import dev.footnote.document.Generation;
import dev.footnote.document.KnownFile;
import dev.footnote.document.Source;
import dev.footnote.document.SourceRepository;
import dev.footnote.index.PreviewDocument;
import dev.footnote.index.PreviewDocument.Preview;
import dev.footnote.jobs.EstimateReindex;
import dev.footnote.jobs.ReindexEstimate;
import dev.footnote.jobs.ReindexRequest;
import dev.footnote.store.Database;
import dev.footnote.store.Scope;
import dev.footnote.store.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The dry run of a reindex job over folders: lists, reads, hashes, cuts, looks up, and forgets. */
@ApplicationScoped
class EstimateFolders implements EstimateReindex {
  private final Database database;
  private final SourceRepository sources;
  private final DocumentRepository documents;
  private final CollectionRepository collections;
  private final ChangeRepository changes;
  private final FolderReader reader;
  private final PreviewDocument preview;
  private final SourceConfig config;

  EstimateFolders(
      Database database,
      SourceRepository sources,
      DocumentRepository documents,
      CollectionRepository collections,
      ChangeRepository changes,
      FolderReader reader,
      PreviewDocument preview,
      SourceConfig config) {
    this.database = database;
    this.sources = sources;
    this.documents = documents;
    this.collections = collections;
    this.changes = changes;
    this.reader = reader;
    this.preview = preview;
    this.config = config;
  }

  @Override
  public ReindexEstimate estimate(Scope scope, ReindexRequest request) {
    var live =
        database
            .read(handle -> collections.find(handle, scope))
            .orElseThrow(() -> new IllegalStateException("The collection is gone"))
            .live();
    var count = new Count(live, request.force());
    for (Source source : database.read(handle -> sources.of(handle, scope))) {
      if (request.source() == null || request.source() == source.id()) {
        try {
          count.add(source, request);
        } catch (IOException unreadable) {
          count.problem = unreadable.getMessage();
        }
      }
    }
    double perSecond = database.read(handle -> changes.embeddedPerSecond(handle, scope));
    return count.estimate(perSecond);
  }

  /** The numbers so far. */
  private final class Count {
    private final long deadlineNs = System.nanoTime() + config.estimateTimeMax().toNanos();
    private final Generation live;
    private final boolean force;
    private final Set<Sha256> embed = new HashSet<>();
    private int added;
    private int changed;
    private int moved;
    private int removed;
    private int unchanged;
    private int refused;
    private int looked;
    private int notLookedAt;
    private long chunks;
    private @Nullable String problem;

    private Count(Generation live, boolean force) {
      this.live = live;
      this.force = force;
    }

    private void add(Source source, ReindexRequest request) throws IOException {
      FolderListing listing = FolderListing.of(Path.of(source.location()), "", config.filesMax());
      Map<String, KnownFile> known =
          database.read(handle -> documents.files(handle, source.scope(), source.id(), "")).stream()
              .collect(Collectors.toMap(KnownFile::uri, file -> file));
      Set<String> hidden =
          known.keySet().stream().filter(listing::hides).collect(Collectors.toSet());
      FolderDifference difference = FolderDifference.of(listing.stamps(), known, hidden, false);
      var before = new HashMap<>(known);
      for (FolderDifference.Move move : difference.moved()) {
        before.put(move.uri(), move.file());
        moved += RunReindex.isAskedFor(request, move.file()) ? 1 : 0;
      }
      removed +=
          (int) difference.gone().stream().filter(f -> RunReindex.isAskedFor(request, f)).count();
      for (Map.Entry<String, FileStamp> file : new TreeMap<>(listing.stamps()).entrySet()) {
        KnownFile document = before.get(file.getKey());
        if (RunReindex.isAskedFor(request, document, file.getKey())) {
          look(source, file.getKey(), document);
        }
      }
    }

    private void look(Source source, String uri, @Nullable KnownFile known) {
      if (looked >= config.estimateDocumentsMax() || System.nanoTime() > deadlineNs) {
        notLookedAt++;
        return;
      }
      looked++;
      switch (reader.read(source, uri, preview.bytesMax())) {
        case Content.Missing() -> removed++;
        case Content.Unreadable unreadable -> refused++;
        case Content.Found(byte[] bytes, FileStamp stamp) -> {
          boolean same = known != null && Sha256.of(bytes).equals(known.contentSha256());
          if (same) {
            unchanged++;
          }
          if (!same || force) {
            cut(source, uri, bytes, known == null, same);
          }
        }
      }
    }

    private void cut(Source source, String uri, byte[] bytes, boolean isNew, boolean same) {
      switch (preview.preview(source.scope(), live, uri, bytes)) {
        case Preview.Refused() -> refused += same ? 0 : 1;
        case Preview.Ready(int cut, Set<Sha256> unknown) -> {
          chunks += cut;
          embed.addAll(unknown);
          added += isNew ? 1 : 0;
          changed += isNew || same ? 0 : 1;
        }
      }
    }

    private ReindexEstimate estimate(double perSecond) {
      return new ReindexEstimate(
          new ReindexEstimate.Documents(
              added, changed, moved, removed, unchanged, refused, notLookedAt),
          notLookedAt == 0 && problem == null,
          chunks,
          embed.size(),
          embed.isEmpty() ? Double.valueOf(0) : perSecond == 0 ? null : embed.size() / perSecond,
          problem);
    }
  }
}
