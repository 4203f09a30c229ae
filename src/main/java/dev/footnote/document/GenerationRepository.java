package dev.footnote.document;

import dev.footnote.document.GenerationState.Activation;
import dev.footnote.document.GenerationState.State;
import dev.footnote.store.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Generations and the ways from one state to the next. Whatever changes a state runs under the
 * collection's lock, so that an edit that holds it knows which generations it must reach.
 */
@ApplicationScoped
public class GenerationRepository {

  /** The generations that an edit must reach, the live one first. */
  public List<MaintainedGeneration> maintained(Handle handle, Scope scope) {
    return handle
        .createQuery(
            """
            SELECT g.id AS generation_id, g.chunker, g.analyzer, g.passages_live, g.fit_min, g.state,
                   m.id AS model_id, m.name AS model_name, m.dimensions,
                   g.id = c.live_generation_id AS live
            FROM collection c
            JOIN generation g ON g.tenant_id = c.tenant_id AND g.collection_id = c.id
            JOIN embedding_model m ON m.id = g.embedding_model_id
            WHERE c.tenant_id = :tenant AND c.id = :collection AND g.state IN ('filling', 'complete')
            ORDER BY live DESC, g.id
            """)
        .bind("tenant", scope.tenantId())
        .bind("collection", scope.collectionId())
        .map(
            (row, context) ->
                new MaintainedGeneration(
                    CollectionRepository.generation(row),
                    row.getBoolean("live"),
                    row.getString("state").equals("complete")))
        .list();
  }

  /**
   * Generations of all tenants that are being filled, or complete and waiting to become live by
   * themselves; for the service's own work.
   */
  public List<GenerationKey> filling(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT g.tenant_id, g.collection_id, g.id FROM generation g
            JOIN collection c ON c.tenant_id = g.tenant_id AND c.id = g.collection_id
            WHERE g.state = 'filling'
              OR (g.state = 'complete' AND g.activation = 'when_complete' AND c.live_generation_id <> g.id)
            ORDER BY g.id
            """)
        .map(
            (row, context) ->
                new GenerationKey(new Scope(row.getInt(1), row.getInt(2)), row.getInt(3)))
        .list();
  }

  /** Adds a generation that is to be filled, with every indexed document pending. */
  public int add(
      Handle handle,
      Scope scope,
      GenerationSettings settings,
      Activation activation,
      String requestedBy,
      Instant now) {
    int id =
        scoped(
                handle.createQuery(
                    """
                    INSERT INTO generation (tenant_id, collection_id, embedding_model_id, chunker, analyzer, state,
                      activation, requested_by, created_at)
                    VALUES (:tenant, :collection, :model, :chunker, :analyzer, 'filling', :activation, :by, :now)
                    RETURNING id
                    """),
                scope)
            .bind("model", CollectionRepository.modelId(handle, settings))
            .bind("chunker", settings.chunker())
            .bind("analyzer", settings.analyzer())
            .bind("activation", activation.name().toLowerCase(Locale.ROOT))
            .bind("by", requestedBy)
            .bind("now", now)
            .mapTo(Integer.class)
            .one();
    scoped(
            handle.createUpdate(
                """
                WITH pending AS (
                  INSERT INTO generation_pending (tenant_id, collection_id, generation_id, document_id, byte_size)
                  SELECT d.tenant_id, d.collection_id, :generation, d.id, v.byte_size
                  FROM document d
                  JOIN document_version v ON v.tenant_id = d.tenant_id AND v.collection_id = d.collection_id
                    AND v.document_id = d.id AND v.number = d.current_version
                  WHERE d.tenant_id = :tenant AND d.collection_id = :collection
                  RETURNING document_id)
                UPDATE generation SET documents_total = (SELECT count(*) FROM pending)
                WHERE tenant_id = :tenant AND collection_id = :collection AND id = :generation
                """),
            scope)
        .bind("generation", id)
        .execute();
    return id;
  }

  /**
   * Makes a complete generation the live one: questions that start from the commit on run against
   * it. Under the collection's lock. Returns the next moment; empty, and nothing is done, if the
   * generation is not complete or is live already.
   */
  public Optional<Moment> activate(Handle handle, GenerationKey key, Instant now) {
    Optional<Integer> before =
        scoped(
                handle.createQuery(
                    """
                    SELECT live_generation_id FROM collection WHERE tenant_id = :tenant AND id = :collection
                    """),
                key.scope())
            .mapTo(Integer.class)
            .findOne();
    Optional<Moment> moment =
        keyed(
                handle.createQuery(
                    """
                    UPDATE collection c SET live_generation_id = g.id, watermark = c.watermark + 1,
                      changed_at = greatest(:now, c.changed_at)
                    FROM generation g
                    WHERE c.tenant_id = :tenant AND c.id = :collection
                      AND g.tenant_id = c.tenant_id AND g.collection_id = c.id AND g.id = :generation
                      AND g.state = 'complete' AND c.live_generation_id <> g.id
                    RETURNING c.watermark, c.changed_at
                    """),
                key)
            .bind("now", now)
            .map(CollectionRepository::moment)
            .findOne();
    if (moment.isPresent()) {
      keyed(
              handle.createUpdate(
                  """
                  UPDATE generation SET activation = 'manual', failure = NULL,
                    activated_at = CASE WHEN id = :generation THEN CAST(:now AS timestamptz) ELSE activated_at END,
                    left_live_at = CASE WHEN id <> :generation THEN CAST(:now AS timestamptz) END
                  WHERE tenant_id = :tenant AND collection_id = :collection AND id IN (:generation, :before)
                  """),
              key)
          .bind("now", moment.get().at())
          .bind("before", before.orElseThrow())
          .execute();
    }
    return moment;
  }

  /** Makes a filling generation complete if nothing is pending; false if it isn't so. */
  public boolean complete(Handle handle, GenerationKey key, Instant now) {
    return keyed(
                handle.createUpdate(
                    """
                    UPDATE generation g SET state = 'complete', completed_at = :now, failure = NULL
                    WHERE tenant_id = :tenant AND collection_id = :collection AND id = :generation AND state = 'filling'
                      AND NOT EXISTS (SELECT FROM generation_pending p WHERE p.tenant_id = g.tenant_id
                        AND p.collection_id = g.collection_id AND p.generation_id = g.id)
                    """),
                key)
            .bind("now", now)
            .execute()
        == 1;
  }

  /** Ends a maintained generation that is not live; false if it isn't such a one. */
  public boolean end(Handle handle, GenerationKey key, State state, Instant now) {
    return keyed(
                handle.createUpdate(
                    """
                    UPDATE generation g SET state = :state, ended_at = :now, failure = NULL
                    WHERE tenant_id = :tenant AND collection_id = :collection AND id = :generation
                      AND state IN ('filling', 'complete')
                      AND NOT EXISTS (SELECT FROM collection c WHERE c.tenant_id = g.tenant_id
                        AND c.id = g.collection_id AND c.live_generation_id = g.id)
                    """),
                key)
            .bind("state", state.name().toLowerCase(Locale.ROOT))
            .bind("now", now)
            .execute()
        == 1;
  }

  /** Adds to what filling has done, and says what stands in its way at present. */
  public void addWork(Handle handle, GenerationKey key, GenerationState.Work work) {
    keyed(
            handle.createUpdate(
                """
                UPDATE generation SET chunks_filled = chunks_filled + :chunks, bytes_filled = bytes_filled + :bytes,
                  fill_ms = fill_ms + :millis, passages_embedded = passages_embedded + :embedded
                WHERE tenant_id = :tenant AND collection_id = :collection AND id = :generation
                """),
            key)
        .bind("chunks", work.chunks())
        .bind("bytes", work.bytes())
        .bind("millis", work.millis())
        .bind("embedded", work.passagesEmbedded())
        .execute();
  }

  /** Says why filling does not go on at present; null when it does. */
  public void fail(Handle handle, GenerationKey key, @Nullable String failure) {
    keyed(
            handle.createUpdate(
                """
                UPDATE generation SET failure = :failure
                WHERE tenant_id = :tenant AND collection_id = :collection AND id = :generation
                  AND failure IS DISTINCT FROM :failure
                """),
            key)
        .bind("failure", failure)
        .execute();
  }

  /** Says why a complete generation does not become live by itself; an admin may still do it. */
  public void keepBack(Handle handle, GenerationKey key, String why) {
    keyed(
            handle.createUpdate(
                """
                UPDATE generation SET activation = 'manual', failure = :why
                WHERE tenant_id = :tenant AND collection_id = :collection AND id = :generation AND state = 'complete'
                """),
            key)
        .bind("why", why)
        .execute();
  }

  /**
   * Sets how well evidence must fit before an answer is given; false if there is no such
   * generation.
   *
   * @param fitMin null for what is configured
   */
  public boolean setFitMin(Handle handle, GenerationKey key, @Nullable Double fitMin) {
    return keyed(
                handle.createUpdate(
                    """
                    UPDATE generation SET fit_min = :fit
                    WHERE tenant_id = :tenant AND collection_id = :collection AND id = :generation
                    """),
                key)
            .bind("fit", fitMin)
            .execute()
        == 1;
  }

  private static <T extends SqlStatement<T>> T scoped(T statement, Scope scope) {
    return statement.bind("tenant", scope.tenantId()).bind("collection", scope.collectionId());
  }

  private static <T extends SqlStatement<T>> T keyed(T statement, GenerationKey key) {
    return scoped(statement, key.scope()).bind("generation", key.id());
  }
}
