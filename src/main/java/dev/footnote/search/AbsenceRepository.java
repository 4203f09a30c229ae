package dev.footnote.search;

import dev.footnote.document.DocumentCollection;
import dev.footnote.document.Problem;
import dev.footnote.search.Absence.Named;
import dev.footnote.store.Json;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** What is known of a document that a search did not bring. */
@ApplicationScoped
class AbsenceRepository {
  /** Documents at one path that are looked at: one in each source, and those removed before. */
  private static final int NAMED_MAX = 100;

  /** A document with what state it is in: pending, indexed or removed. */
  record Standing(Named document, String state) {}

  /** Documents of the collection with that id or that uri, what was changed last first. */
  List<Standing> named(Handle handle, DocumentCollection collection, String idOrUri) {
    return handle
        .createQuery(
            """
            SELECT id, uri, state, handled < noticed AS waiting, problem FROM document
            WHERE tenant_id = :tenant AND collection_id = :collection
              AND (id::text = lower(:named) OR uri = :named)
            ORDER BY updated_at DESC, id
            LIMIT :most
            """)
        .bind("tenant", collection.scope().tenantId())
        .bind("collection", collection.scope().collectionId())
        .bind("named", idOrUri)
        .bind("most", NAMED_MAX)
        .map(AbsenceRepository::standing)
        .list();
  }

  private static Standing standing(ResultSet row, StatementContext context) throws SQLException {
    String problem = row.getString("problem");
    return new Standing(
        new Named(
            row.getObject("id", UUID.class),
            row.getString("uri"),
            row.getBoolean("waiting"),
            problem == null ? null : Json.read(problem, Problem.class)),
        row.getString("state"));
  }

  /** Whether an indexed document meets a condition. */
  boolean meets(
      Handle handle, DocumentCollection collection, UUID document, DocumentCondition condition) {
    String sql =
        """
        SELECT EXISTS (
          SELECT
          FROM document d
          JOIN document_version v
            ON v.tenant_id = d.tenant_id AND v.collection_id = d.collection_id
           AND v.document_id = d.id AND v.number = d.current_version
          WHERE d.tenant_id = :tenant AND d.collection_id = :collection AND d.id = :document %s)
        """
            .formatted(condition.sql());
    return condition
        .bind(
            handle
                .createQuery(sql)
                .bind("tenant", collection.scope().tenantId())
                .bind("collection", collection.scope().collectionId())
                .bind("document", document))
        .mapTo(Boolean.class)
        .one();
  }
}
