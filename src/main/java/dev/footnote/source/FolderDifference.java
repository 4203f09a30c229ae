package dev.footnote.source;

import dev.footnote.document.FileStamp;
import dev.footnote.document.KnownFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * How what lies in a folder differs from what is known of it. Stamps are compared, no content.
 *
 * @param changed documents whose file may have other bytes
 * @param moved documents whose file lies elsewhere now
 * @param gone documents without a file
 * @param added files without a document
 */
record FolderDifference(
    List<KnownFile> changed, List<Move> moved, List<KnownFile> gone, Map<String, FileStamp> added) {

  /** A document whose file was given another path; the stamp is that of the bytes dealt with. */
  record Move(KnownFile file, String uri, FileStamp stamp) {}

  /**
   * Compares.
   *
   * @param hidden paths that may be there without having been seen
   * @param whole whether all of the folder was looked at: what is due already is left out then, for
   *     the next look to compare; a hint has no next look, and what is due may have been read
   *     before the change that it hints at
   */
  static FolderDifference of(
      Map<String, FileStamp> onDisk,
      Map<String, KnownFile> known,
      Set<String> hidden,
      boolean whole) {
    var changed = new ArrayList<KnownFile>();
    var gone = new ArrayList<KnownFile>();
    for (KnownFile file : known.values()) {
      FileStamp stamp = onDisk.get(file.uri());
      if (stamp == null) {
        if (!hidden.contains(file.uri())) {
          gone.add(file);
        }
      } else if (!(whole && file.due()) && !stamp.equals(file.stamp())) {
        changed.add(file);
      }
    }
    var added = new HashMap<>(onDisk);
    added.keySet().removeAll(known.keySet());
    List<Move> moved = pair(gone, added);
    return new FolderDifference(changed, moved, gone, added);
  }

  /**
   * Takes out of both what was moved: files that are gone while a new one has the same identity,
   * size and time.
   */
  private static List<Move> pair(List<KnownFile> gone, Map<String, FileStamp> added) {
    var byContent = new HashMap<FileStamp, String>();
    added.forEach(
        (uri, stamp) -> {
          if (stamp.key() != null) {
            byContent.put(stamp.acrossRename(), uri);
          }
        });
    var moved = new ArrayList<Move>();
    for (KnownFile file : List.copyOf(gone)) {
      FileStamp stamp = file.stamp();
      String uri = stamp == null || file.due() ? null : byContent.remove(stamp.acrossRename());
      if (uri != null) {
        moved.add(new Move(file, uri, Objects.requireNonNull(stamp)));
        added.remove(uri);
        gone.remove(file);
      }
    }
    return moved;
  }
}
