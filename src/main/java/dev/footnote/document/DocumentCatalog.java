package dev.footnote.document;

import dev.footnote.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What documents there are, and what each said at which time; within one tenant. */
@ApplicationScoped
public class DocumentCatalog {
  /** The most documents on one page. */
  public static final int LIMIT_MAX = 200;

  /** The most versions of one document that a list shows, the newest ones. */
  public static final int VERSIONS_MAX = 1_000;

  private final Database database;

  DocumentCatalog(Database database) {
    this.database = database;
  }

  /**
   * Documents by path.
   *
   * @param cursor where the page before ended; null for the first page
   * @param limit documents on a page, 1 to {@link #LIMIT_MAX}
   * @throws InvalidCursor if no page has given that cursor
   */
  public DocumentPage page(
      int tenantId, DocumentFilter filter, @Nullable String cursor, int limit) {
    if (limit < 1 || limit > LIMIT_MAX) {
      throw new IllegalArgumentException("limit must lie between 1 and " + LIMIT_MAX);
    }
    DocumentCursor after = cursor == null ? null : DocumentCursor.decode(cursor);
    List<DocumentSummary> found =
        database.read(
            handle -> CatalogQueries.documents(handle, tenantId, filter, after, limit + 1));
    if (found.size() <= limit) {
      return new DocumentPage(found, null);
    }
    DocumentSummary last = found.get(limit - 1);
    return new DocumentPage(
        List.copyOf(found.subList(0, limit)), new DocumentCursor(last.id(), last.uri()).encode());
  }

  /** A document; empty if the tenant has, and had, none with that id. */
  public Optional<DocumentSummary> document(int tenantId, UUID id) {
    return database.read(handle -> CatalogQueries.document(handle, tenantId, id));
  }

  /** A document's versions, the newest first; empty if there is no such document. */
  public List<VersionSummary> versions(int tenantId, UUID document) {
    return database.read(
        handle -> CatalogQueries.versions(handle, tenantId, document, VERSIONS_MAX));
  }

  /** A version whole; empty if the document or the version is not there. */
  public Optional<VersionInContext> version(int tenantId, UUID document, int number) {
    return database.read(handle -> CatalogQueries.version(handle, tenantId, document, number));
  }
}
