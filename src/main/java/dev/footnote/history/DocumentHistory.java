package dev.footnote.history;

import dev.footnote.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What a document said when; within one tenant. */
@ApplicationScoped
public class DocumentHistory {
  /** The most versions that are looked back through for a passage. */
  public static final int VERSIONS_MAX = 1_000;

  private final Database database;

  DocumentHistory(Database database) {
    this.database = database;
  }

  /** Two versions of a document and how the one became the other. */
  public record Comparison(DatedText from, DatedText to, TextDiff diff) {}

  /** Compares two versions of a document; empty if one of them is not there. */
  public Optional<Comparison> compare(
      int tenantId, UUID document, VersionChoice from, VersionChoice to) {
    Optional<DatedText> one = find(tenantId, document, from);
    Optional<DatedText> other = find(tenantId, document, to);
    // Outside of the transaction: comparing long texts takes a while.
    return one.flatMap(
        was -> other.map(is -> new Comparison(was, is, TextDiff.of(was.text(), is.text()))));
  }

  /** A version's text; empty if it is not there. */
  public Optional<DatedText> find(int tenantId, UUID document, VersionChoice choice) {
    return database.read(handle -> TextsOverTime.find(handle, tenantId, document, choice));
  }

  /**
   * Since when a passage stands in a document without a break.
   *
   * @param since the first version of the unbroken row that ends with the version asked about
   * @param start half-open span of the passage in {@code since}
   * @param before the version before, which does not hold the passage; null if {@code since} is the
   *     document's first version, or if it was not looked further back
   * @param complete false if the row is longer than {@link #VERSIONS_MAX}
   */
  public record StandsSince(
      DatedText since, int start, int end, @Nullable DatedText before, boolean complete) {}

  /**
   * Since when a version's passage stands in the document; empty if the version does not hold it.
   */
  public Optional<StandsSince> since(int tenantId, UUID document, DatedText version, String text) {
    var passage = new Passage(text);
    return passage.next(version.text(), 0) < 0
        ? Optional.empty()
        : Optional.of(
            database.read(handle -> walk(handle, tenantId, document, version, passage, text)));
  }

  private static StandsSince walk(
      Handle handle, int tenantId, UUID document, DatedText version, Passage passage, String text) {
    DatedText since = version;
    DatedText before = null;
    int looked = 0;
    boolean found = true;
    while (found && looked++ < VERSIONS_MAX) {
      before = TextsOverTime.before(handle, tenantId, document, since.version()).orElse(null);
      found = before != null && passage.next(before.text(), 0) >= 0;
      since = found && before != null ? before : since;
    }
    int start = passage.next(since.text(), 0);
    return new StandsSince(since, start, start + text.length(), found ? null : before, !found);
  }
}
