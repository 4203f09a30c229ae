package dev.footnote.staleness;

import dev.footnote.audit.CitationStatus;
import dev.footnote.document.DocumentKey;
import dev.footnote.history.Anchors;
import dev.footnote.history.DocumentState;
import dev.footnote.history.Standing;
import dev.footnote.history.Standings;
import dev.footnote.history.StoredText;
import dev.footnote.index.ReadBytes;
import dev.footnote.store.Database;
import dev.footnote.store.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Which answers an edit would touch, before it is saved: the bytes are read and compared as those
 * of an edit would be, and nothing is stored.
 */
@ApplicationScoped
public class EstimateImpact {
  private final Database database;
  private final ReadBytes readBytes;
  private final StalenessConfig config;

  EstimateImpact(Database database, ReadBytes readBytes, StalenessConfig config) {
    this.database = database;
    this.readBytes = readBytes;
    this.config = config;
  }

  /** A document that an edit is about. */
  public record Edited(DocumentKey key, String uri, @Nullable Integer version) {}

  /** What came of the question. */
  public sealed interface Estimate {
    record Told(Impact impact) implements Estimate {}

    /** The bytes could not be indexed, for that reason. */
    record Refused(String detail) implements Estimate {}
  }

  /** The tenant's document with that id; empty if it has none. */
  public Optional<Edited> document(int tenantId, UUID id) {
    return find("d.id = :id", tenantId, Map.of("id", id));
  }

  /** The document that lies under that path of a collection; empty if none does. */
  public Optional<Edited> document(int tenantId, String collection, String uri) {
    return find(
        "c.name = :collection AND d.uri = :uri AND d.state <> 'removed'",
        tenantId,
        Map.of("collection", collection, "uri", uri));
  }

  private Optional<Edited> find(String which, int tenantId, Map<String, Object> values) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT d.collection_id, d.id, d.uri, d.current_version FROM document d
                    JOIN collection c ON c.tenant_id = d.tenant_id AND c.id = d.collection_id
                    WHERE d.tenant_id = :tenant AND
                    """
                        + which)
                .bind("tenant", tenantId)
                .bindMap(values)
                .map(
                    (row, context) ->
                        new Edited(
                            new DocumentKey(
                                new Scope(tenantId, row.getInt("collection_id")),
                                row.getObject("id", UUID.class)),
                            row.getString("uri"),
                            row.getObject("current_version", Integer.class)))
                .findFirst());
  }

  /** What it would do to save these bytes as that document. */
  public Estimate estimate(Edited document, byte[] bytes) {
    return switch (readBytes.read(document.uri(), bytes)) {
      case ReadBytes.Reading.Refused(String code, String detail) -> new Estimate.Refused(detail);
      case ReadBytes.Reading.Read(var version) ->
          new Estimate.Told(database.read(handle -> impact(handle, document, version.text())));
    };
  }

  private Impact impact(Handle handle, Edited document, String edited) {
    var standings = new Standings(handle);
    DocumentState now = standings.now(document.key());
    int limit = config.impactPassagesMax();
    List<CitingAnswers.CitedBy> cited = CitingAnswers.of(handle, document.key(), limit);
    Map<Integer, Anchors> anchors = new HashMap<>();
    var touched = new ArrayList<Impact.Touched>();
    var answers = new HashSet<UUID>();
    for (CitingAnswers.CitedBy by : cited.subList(0, Math.min(limit, cited.size()))) {
      int version = by.span().version();
      StoredText was = standings.text(document.key(), version);
      if (was == null) {
        continue;
      }
      Standing after =
          anchors
              .computeIfAbsent(version, any -> new Anchors(was.text(), edited))
              .find(by.span().start(), by.span().end(), by.span().uri().equals(document.uri()));
      CitationStatus status = CitationStatus.of(standings.of(by.span(), now));
      if (CitationStatus.of(after) != status) {
        answers.addAll(by.answers());
        touched.add(touched(by, was.text(), edited, status, after));
      }
    }
    touched.sort(Comparator.comparingInt(Impact.Touched::answersCount).reversed());
    return new Impact(
        document.key().id(),
        document.uri(),
        document.version(),
        Math.min(limit, cited.size()),
        answers.size(),
        touched,
        cited.size() <= limit);
  }

  private Impact.Touched touched(
      CitingAnswers.CitedBy by, String was, String edited, CitationStatus status, Standing after) {
    String instead =
        after instanceof Standing.Superseded(int start, int end) && end > start
            ? edited.substring(start, end)
            : null;
    return new Impact.Touched(
        by.span().version(),
        by.span().start(),
        by.span().end(),
        by.span().end() <= was.length() ? was.substring(by.span().start(), by.span().end()) : "",
        status,
        CitationStatus.of(after),
        instead,
        by.answers().stream().limit(config.answersShownMax()).toList(),
        by.answers().size());
  }
}
