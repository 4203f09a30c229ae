package dev.footnote.evaluation;

import dev.footnote.document.GenerationKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** What generations must pass before they become live by themselves. */
@ApplicationScoped
class GateRepository {

  /**
   * A generation's gate.
   *
   * @param run of the generation; null before it is complete
   * @param liveRun of the one that was live then; null before
   */
  record Gate(UUID goldenSet, double margin, @Nullable UUID run, @Nullable UUID liveRun) {}

  void add(Handle handle, GenerationKey key, UUID goldenSet, double margin) {
    keyed(
            handle.createUpdate(
                """
                INSERT INTO generation_gate (tenant_id, collection_id, generation_id, golden_set_id, margin)
                VALUES (:tenant, :collection, :generation, :set, :margin)
                """),
            key)
        .bind("set", goldenSet)
        .bind("margin", margin)
        .execute();
  }

  /** A generation's gate; empty if nothing is asked of it. */
  Optional<Gate> find(Handle handle, GenerationKey key) {
    return keyed(
            handle.createQuery(
                """
                SELECT golden_set_id, margin, run_id, live_run_id FROM generation_gate
                WHERE tenant_id = :tenant AND collection_id = :collection AND generation_id = :generation
                """),
            key)
        .map(
            (row, context) ->
                new Gate(
                    row.getObject("golden_set_id", UUID.class),
                    row.getDouble("margin"),
                    row.getObject("run_id", UUID.class),
                    row.getObject("live_run_id", UUID.class)))
        .findOne();
  }

  /** Says which runs decide. */
  void begin(Handle handle, GenerationKey key, UUID run, UUID liveRun) {
    keyed(
            handle.createUpdate(
                """
                UPDATE generation_gate SET run_id = :run, live_run_id = :live
                WHERE tenant_id = :tenant AND collection_id = :collection AND generation_id = :generation
                """),
            key)
        .bind("run", run)
        .bind("live", liveRun)
        .execute();
  }

  private static <S extends SqlStatement<S>> S keyed(S statement, GenerationKey key) {
    return statement
        .bind("tenant", key.scope().tenantId())
        .bind("collection", key.scope().collectionId())
        .bind("generation", key.id());
  }
}
