package dev.footnote.source;

import dev.footnote.document.DocumentRepository;
import dev.footnote.document.FileStamp;
import dev.footnote.document.KnownFile;
import dev.footnote.document.Source;
import dev.footnote.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** Compares what lies in a folder, or in parts of it, with what is known. It reads no content. */
@ApplicationScoped
class CompareFolder {
  private static final Logger LOG = Logger.getLogger(CompareFolder.class.getName());

  private final Database database;
  private final DocumentRepository documents;
  private final SourceConfig config;

  CompareFolder(Database database, DocumentRepository documents, SourceConfig config) {
    this.database = database;
    this.documents = documents;
    this.config = config;
  }

  /**
   * What is known at or below some paths, by path, and how what lies there differs.
   *
   * @param known also holds files of other paths that turned up at one of these
   */
  record Compared(Map<String, KnownFile> known, FolderDifference difference) {}

  /**
   * Compares the folder's parts together, so that a file which left one for another is seen to have
   * moved.
   *
   * @param paths at or below which is looked; the empty path for all of the folder
   * @throws IOException if the folder can't be read, or holds too many documents
   */
  Compared compare(Source source, Set<String> paths, boolean whole) throws IOException {
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
    if (!whole) {
      addMovedHere(source, root, onDisk, known);
    }
    return new Compared(known, FolderDifference.of(onDisk, known, hidden, whole));
  }

  /**
   * Adds the files that are known under a path where nothing lies any more and that were found
   * under a new one: the event of the path that they left may come later.
   */
  private void addMovedHere(
      Source source, Path root, Map<String, FileStamp> onDisk, Map<String, KnownFile> known) {
    Set<String> keys =
        onDisk.entrySet().stream()
            .filter(found -> !known.containsKey(found.getKey()))
            .map(found -> found.getValue().key())
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    if (!keys.isEmpty()) {
      database
          .read(handle -> documents.filesByKey(handle, source.scope(), source.id(), keys))
          .stream()
          .filter(file -> Files.notExists(root.resolve(file.uri()), LinkOption.NOFOLLOW_LINKS))
          .forEach(file -> known.put(file.uri(), file));
    }
  }
}
