package dev.footnote.document;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.OptionalDouble;
import org.jdbi.v3.core.Handle;

/**
 * The HNSW indexes over passages' vectors, one for each length of vectors. Many removals loosen
 * such a graph, so that its searches find less and less of what is near.
 */
@ApplicationScoped
public class VectorIndex {
  private static final int NEAREST = 10;

  /** The lengths of vectors that some model makes. */
  public List<Integer> dimensions(Handle handle) {
    return handle
        .createQuery("SELECT DISTINCT dimensions FROM embedding_model ORDER BY 1")
        .mapTo(Integer.class)
        .list();
  }

  /**
   * recall@10 of the index, 0 to 1: the share of the exactly nearest that it finds, averaged over
   * some stored vectors. Reads the whole table once for each of these. Empty without vectors.
   */
  public OptionalDouble recall(Handle handle, int dimensions, int samples) {
    handle.execute("SET LOCAL enable_sort = off");
    handle.execute("SET LOCAL hnsw.iterative_scan = relaxed_order");
    String sql =
        """
        WITH sample AS MATERIALIZED (
          SELECT p.embedding::halfvec(%1$d) AS v
          FROM (SELECT max(id) AS newest FROM passage WHERE dimensions = %1$d) bounds
          CROSS JOIN LATERAL (
            SELECT floor(random() * newest)::bigint AS least FROM generate_series(1, :samples)) chance
          CROSS JOIN LATERAL (
            SELECT embedding FROM passage WHERE dimensions = %1$d AND id >= chance.least
            ORDER BY id LIMIT 1) p)
        SELECT avg((SELECT count(*) FROM unnest(e.nearest) n WHERE n = ANY (i.nearest))::float8
          / greatest(1, cardinality(e.nearest)))
        FROM sample
        CROSS JOIN LATERAL (SELECT array_agg(id) AS nearest FROM (
          SELECT id FROM passage WHERE dimensions = %1$d
          ORDER BY (embedding::halfvec(%1$d)) <#> sample.v LIMIT %2$d) found) i
        CROSS JOIN LATERAL (SELECT array_agg(id) AS nearest FROM (
          SELECT id FROM passage WHERE dimensions = %1$d
          ORDER BY ((embedding::halfvec(%1$d)) <#> sample.v) + 0, id LIMIT %2$d) found) e
        """
            .formatted(dimensions, NEAREST);
    return handle.createQuery(sql).bind("samples", samples).mapTo(Double.class).stream()
        .filter(recall -> recall != null)
        .mapToDouble(Double::doubleValue)
        .findFirst();
  }

  /** Builds the index anew beside the old one, while both reading and writing go on. */
  public void rebuild(Handle handle, int dimensions) {
    handle.execute("REINDEX INDEX CONCURRENTLY passage_hnsw_" + dimensions);
  }
}
