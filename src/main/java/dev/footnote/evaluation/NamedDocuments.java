package dev.footnote.evaluation;

import dev.footnote.store.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Finds the documents that a golden set means by their names. */
@ApplicationScoped
class NamedDocuments {

  /** A document, and where it lies in its source. */
  record Candidate(UUID id, String uri) {
    String fileName() {
      return uri.substring(uri.lastIndexOf('/') + 1);
    }

    String stem() {
      String name = fileName();
      int dot = name.lastIndexOf('.');
      return dot < 0 ? name : name.substring(0, dot);
    }
  }

  /** What a name means. */
  sealed interface Meaning {
    /** Exactly this document. */
    record One(UUID id) implements Meaning {}

    /** No document of the collection. */
    record None() implements Meaning {}

    /** More than one document, so that the name says too little. */
    record Several(List<String> uris) implements Meaning {}
  }

  /** Where documents lie in their sources, or lay when they were removed, by id. */
  Map<UUID, String> uris(Handle handle, Scope scope, Collection<UUID> ids) {
    var uris = new HashMap<UUID, String>();
    handle
        .createQuery(
            """
            SELECT id, uri FROM document
            WHERE tenant_id = :tenant AND collection_id = :collection AND id = ANY (:ids)
            """)
        .bind("tenant", scope.tenantId())
        .bind("collection", scope.collectionId())
        .bindArray("ids", UUID.class, ids)
        .map((row, context) -> new Candidate(row.getObject("id", UUID.class), row.getString("uri")))
        .forEach(document -> uris.put(document.id(), document.uri()));
    return uris;
  }

  /** What each of the names means in the collection as it is now. */
  Map<String, Meaning> meanings(Handle handle, Scope scope, Collection<String> names) {
    List<Candidate> candidates =
        handle
            .createQuery(
                """
                SELECT id, uri FROM (
                  SELECT id, uri, regexp_replace(uri, '^.*/', '') AS file_name FROM document
                  WHERE tenant_id = :tenant AND collection_id = :collection AND state <> 'removed') d
                WHERE uri = ANY (:names) OR file_name = ANY (:names)
                  OR regexp_replace(file_name, '\\.[^.]*$', '') = ANY (:names)
                """)
            .bind("tenant", scope.tenantId())
            .bind("collection", scope.collectionId())
            .bindArray("names", String.class, new TreeSet<>(names))
            .map(
                (row, context) ->
                    new Candidate(row.getObject("id", UUID.class), row.getString("uri")))
            .list();
    var meanings = new HashMap<String, Meaning>();
    names.forEach(name -> meanings.put(name, meaning(name, candidates)));
    return meanings;
  }

  /**
   * A path means the document there. A name that is no path means the document of that file name,
   * else the one whose file name without ending it is, as long as there is only one.
   */
  static Meaning meaning(String name, List<Candidate> candidates) {
    List<Function<Candidate, String>> ways =
        List.of(Candidate::uri, Candidate::fileName, Candidate::stem);
    for (Function<Candidate, String> way : ways) {
      List<Candidate> meant =
          candidates.stream().filter(candidate -> way.apply(candidate).equals(name)).toList();
      if (meant.size() == 1) {
        return new Meaning.One(meant.getFirst().id());
      }
      if (!meant.isEmpty()) {
        return new Meaning.Several(meant.stream().map(Candidate::uri).sorted().toList());
      }
    }
    return new Meaning.None();
  }
}
