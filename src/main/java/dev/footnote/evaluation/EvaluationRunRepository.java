package dev.footnote.evaluation;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.footnote.evaluation.EvaluationRun.Measured;
import dev.footnote.evaluation.EvaluationRun.State;
import dev.footnote.jobs.EvaluationKey;
import dev.footnote.store.Json;
import dev.footnote.store.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Evaluation runs, and the names that make some of them baselines. */
@ApplicationScoped
class EvaluationRunRepository {
  private static final String SELECT =
      """
      SELECT r.*, c.name AS collection, s.name AS golden_set, result.done, baseline.names AS baselines
      FROM evaluation_run r
      JOIN collection c ON c.tenant_id = r.tenant_id AND c.id = r.collection_id
      JOIN golden_set s ON s.tenant_id = r.tenant_id AND s.id = r.golden_set_id
      CROSS JOIN LATERAL (
        SELECT count(*)::integer AS done FROM evaluation_result WHERE tenant_id = r.tenant_id AND run_id = r.id) result
      CROSS JOIN LATERAL (
        SELECT coalesce(array_agg(name ORDER BY name), '{}') AS names FROM evaluation_baseline
        WHERE tenant_id = r.tenant_id AND golden_set_id = r.golden_set_id AND run_id = r.id) baseline
      """;

  /** Adds a run over the questions that the golden set has now. */
  UUID add(
      Handle handle,
      GoldenSet set,
      @Nullable String name,
      boolean answers,
      String profile,
      @Nullable Integer generation,
      String requestedBy,
      Instant now) {
    return handle
        .createQuery(
            """
            INSERT INTO evaluation_run (tenant_id, id, collection_id, golden_set_id, name, answers, profile, generation_asked,
              requested_by, state, questions, created_at)
            VALUES (:tenant, :id, :collection, :set, :name, :answers, :profile, CAST(:generation AS integer), :by, 'queued',
              :questions, :now)
            RETURNING id
            """)
        .bind("tenant", set.scope().tenantId())
        .bind("id", UUID.randomUUID())
        .bind("collection", set.scope().collectionId())
        .bind("set", set.id())
        .bind("name", name)
        .bind("answers", answers)
        .bind("profile", profile)
        .bind("generation", generation)
        .bind("by", requestedBy)
        .bind("questions", set.questions())
        .bind("now", now)
        .mapTo(UUID.class)
        .one();
  }

  /** A run; empty if there is none (any more). */
  Optional<EvaluationRun> find(Handle handle, EvaluationKey key) {
    return keyed(handle.createQuery(SELECT + "WHERE r.tenant_id = :tenant AND r.id = :run"), key)
        .map(EvaluationRunRepository::run)
        .findOne();
  }

  /** A tenant's newest runs, newest first; over one golden set if it is not null. */
  List<EvaluationRun> newest(Handle handle, int tenantId, @Nullable UUID set, int limit) {
    return handle
        .createQuery(
            SELECT
                + """
                WHERE r.tenant_id = :tenant AND (CAST(:set AS uuid) IS NULL OR r.golden_set_id = CAST(:set AS uuid))
                ORDER BY r.created_at DESC, r.id LIMIT :limit
                """)
        .bind("tenant", tenantId)
        .bind("set", set == null ? null : set.toString())
        .bind("limit", limit)
        .map(EvaluationRunRepository::run)
        .list();
  }

  /** How many runs of a tenant are queued or under way. */
  int unfinished(Handle handle, int tenantId) {
    return handle
        .createQuery(
            """
            SELECT count(*) FROM evaluation_run WHERE tenant_id = :tenant AND finished_at IS NULL
            """)
        .bind("tenant", tenantId)
        .mapTo(Integer.class)
        .one();
  }

  /** Runs of all tenants that are queued or under way; for the service's own work. */
  List<EvaluationKey> unfinished(Handle handle) {
    return handle
        .createQuery("SELECT tenant_id, id FROM evaluation_run WHERE finished_at IS NULL")
        .map((row, context) -> new EvaluationKey(row.getInt(1), row.getObject(2, UUID.class)))
        .list();
  }

  /** Starts a queued run; another one stays as it is. */
  void start(Handle handle, EvaluationKey key, Map<String, Object> configuration, Instant now) {
    keyed(
            handle.createUpdate(
                """
                UPDATE evaluation_run SET state = 'running', started_at = :now, configuration = CAST(:settings AS jsonb)
                WHERE tenant_id = :tenant AND id = :run AND state = 'queued'
                """),
            key)
        .bind("settings", Json.write(configuration))
        .bind("now", now)
        .execute();
  }

  /** Keeps what the latest question ran against, and that nothing is in the way. */
  void measured(Handle handle, EvaluationKey key, Measured measured) {
    keyed(
            handle.createUpdate(
                """
                UPDATE evaluation_run SET generation_id = :generation, embedding_model = :model,
                  answerer = coalesce(:answerer, answerer), watermark_start = coalesce(watermark_start, :start),
                  watermark_end = :end, problem = NULL
                WHERE tenant_id = :tenant AND id = :run AND finished_at IS NULL
                """),
            key)
        .bind("generation", measured.generationId())
        .bind("model", measured.embeddingModel())
        .bind("answerer", measured.answerer())
        .bind("start", measured.watermarkStart())
        .bind("end", measured.watermarkEnd())
        .execute();
  }

  /** Says why an unfinished run does not go on at present. */
  void wait(Handle handle, EvaluationKey key, String problem) {
    keyed(
            handle.createUpdate(
                """
                UPDATE evaluation_run SET problem = :problem
                WHERE tenant_id = :tenant AND id = :run AND finished_at IS NULL
                """),
            key)
        .bind("problem", problem)
        .execute();
  }

  /** Completes a run that is under way; another one stays as it is. */
  void complete(Handle handle, EvaluationKey key, RunMetrics metrics, Instant now) {
    keyed(
            handle.createUpdate(
                """
                UPDATE evaluation_run SET state = 'completed', problem = NULL, finished_at = :now,
                  metrics = CAST(:metrics AS jsonb), counts = CAST(:counts AS jsonb)
                WHERE tenant_id = :tenant AND id = :run AND state = 'running'
                """),
            key)
        .bind("metrics", Json.write(metrics.metrics()))
        .bind("counts", Json.write(metrics.counts()))
        .bind("now", now)
        .execute();
  }

  /** Ends an unfinished run without metrics; a finished one stays as it is. */
  void end(Handle handle, EvaluationKey key, State state, @Nullable String problem, Instant now) {
    keyed(
            handle.createUpdate(
                """
                UPDATE evaluation_run SET state = :state, problem = :problem, finished_at = :now
                WHERE tenant_id = :tenant AND id = :run AND finished_at IS NULL
                """),
            key)
        .bind("state", state.name().toLowerCase(Locale.ROOT))
        .bind("problem", problem)
        .bind("now", now)
        .execute();
  }

  /** Makes the run the golden set's baseline of that name, in place of another one. */
  void setBaseline(Handle handle, EvaluationRun run, String name, String by, Instant now) {
    handle
        .createUpdate(
            """
            INSERT INTO evaluation_baseline (tenant_id, golden_set_id, name, run_id, set_by, set_at)
            VALUES (:tenant, :set, :name, :run, :by, :now)
            ON CONFLICT (tenant_id, golden_set_id, name)
              DO UPDATE SET run_id = excluded.run_id, set_by = excluded.set_by, set_at = excluded.set_at
            """)
        .bind("tenant", run.scope().tenantId())
        .bind("set", run.goldenSetId())
        .bind("name", name)
        .bind("run", run.id())
        .bind("by", by)
        .bind("now", now)
        .execute();
  }

  /** The golden set's baseline of that name; empty if it has none. */
  Optional<EvaluationRun> baseline(Handle handle, int tenantId, UUID set, String name) {
    return handle
        .createQuery(
            SELECT
                + """
                WHERE r.tenant_id = :tenant AND r.id = (
                  SELECT run_id FROM evaluation_baseline
                  WHERE tenant_id = :tenant AND golden_set_id = :set AND name = :name)
                """)
        .bind("tenant", tenantId)
        .bind("set", set)
        .bind("name", name)
        .map(EvaluationRunRepository::run)
        .findOne();
  }

  private static <S extends SqlStatement<S>> S keyed(S statement, EvaluationKey key) {
    return statement.bind("tenant", key.tenantId()).bind("run", key.runId());
  }

  private static EvaluationRun run(ResultSet row, StatementContext context) throws SQLException {
    String metrics = row.getString("metrics");
    String counts = row.getString("counts");
    return new EvaluationRun(
        new Scope(row.getInt("tenant_id"), row.getInt("collection_id")),
        row.getObject("id", UUID.class),
        row.getString("collection"),
        row.getObject("golden_set_id", UUID.class),
        row.getString("golden_set"),
        row.getString("name"),
        row.getBoolean("answers"),
        row.getString("profile"),
        row.getObject("generation_asked", Integer.class),
        row.getString("requested_by"),
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getString("problem"),
        row.getInt("questions"),
        row.getInt("done"),
        measured(row),
        Json.read(row.getString("configuration"), new TypeReference<Map<String, Object>>() {}),
        metrics == null
            ? Map.of()
            : Json.read(metrics, new TypeReference<Map<String, Double>>() {}),
        counts == null ? Map.of() : Json.read(counts, new TypeReference<Map<String, Integer>>() {}),
        List.of((String[]) row.getArray("baselines").getArray()),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        instant(row.getObject("started_at", OffsetDateTime.class)),
        instant(row.getObject("finished_at", OffsetDateTime.class)));
  }

  private static @Nullable Measured measured(ResultSet row) throws SQLException {
    Integer generation = row.getObject("generation_id", Integer.class);
    return generation == null
        ? null
        : new Measured(
            generation,
            row.getString("embedding_model"),
            row.getString("answerer"),
            row.getLong("watermark_start"),
            row.getLong("watermark_end"));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
