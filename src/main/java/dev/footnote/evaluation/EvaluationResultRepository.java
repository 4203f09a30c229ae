package dev.footnote.evaluation;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.footnote.jobs.EvaluationKey;
import dev.footnote.store.Json;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** What came of the single questions of runs. */
@ApplicationScoped
class EvaluationResultRepository {
  private static final String COLUMNS =
      """
      r.number, r.question_id, r.question, r.answerable, r.outcome, r.first_rank, r.metrics, r.hits, r.answer, r.problem,
        r.documents_missing, r.quotes_missing
      """;

  /**
   * A question and its place in the golden set.
   *
   * @param number from 1
   */
  record Numbered(int number, GoldenQuestion question) {}

  /** The next question of a run; empty if it is not under way, or has asked all. */
  Optional<Numbered> next(Handle handle, EvaluationKey run) {
    return handle
        .createQuery(
            """
            SELECT q.number, q.id, q.question, q.answerable, q.relevant, q.expected_answer, q.answer_id
            FROM evaluation_run r
            JOIN golden_question q ON q.tenant_id = r.tenant_id AND q.golden_set_id = r.golden_set_id
              AND q.number <= r.questions
            WHERE r.tenant_id = :tenant AND r.id = :run AND r.state = 'running'
              AND q.number > (SELECT coalesce(max(number), 0) FROM evaluation_result
                              WHERE tenant_id = :tenant AND run_id = :run)
            ORDER BY q.number LIMIT 1
            """)
        .bind("tenant", run.tenantId())
        .bind("run", run.runId())
        .map(
            (row, context) ->
                new Numbered(row.getInt("number"), GoldenSetRepository.question(row, context)))
        .findOne();
  }

  /** Keeps a result; one that is there already stays as it is. */
  void add(Handle handle, EvaluationKey run, EvaluationResult result) {
    handle
        .createUpdate(
            """
            INSERT INTO evaluation_result (tenant_id, run_id, number, question_id, question, answerable, outcome,
              first_rank, metrics, hits, answer, problem, documents_missing, quotes_missing)
            VALUES (:tenant, :run, :number, :question_id, :question, :answerable, :outcome, CAST(:rank AS integer),
              CAST(:metrics AS jsonb), CAST(:hits AS jsonb), :answer, :problem, :documents, :quotes)
            ON CONFLICT DO NOTHING
            """)
        .bind("tenant", run.tenantId())
        .bind("run", run.runId())
        .bind("number", result.number())
        .bind("question_id", result.questionId())
        .bind("question", result.question())
        .bind("answerable", result.answerable())
        .bind("outcome", result.outcome().name().toLowerCase(Locale.ROOT))
        .bind("rank", result.firstRank())
        .bind("metrics", Json.write(result.metrics()))
        .bind("hits", Json.write(result.found()))
        .bind("answer", result.answer())
        .bind("problem", result.problem())
        .bind("documents", result.documentsMissing())
        .bind("quotes", result.quotesMissing())
        .execute();
  }

  /** A run's results in the order of the questions, those after a number. */
  List<EvaluationResult> after(Handle handle, EvaluationKey run, int number, int limit) {
    return handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + """
                FROM evaluation_result r
                WHERE r.tenant_id = :tenant AND r.run_id = :run AND r.number > :number
                ORDER BY r.number LIMIT :limit
                """)
        .bind("tenant", run.tenantId())
        .bind("run", run.runId())
        .bind("number", number)
        .bind("limit", limit)
        .map(EvaluationResultRepository::result)
        .list();
  }

  /**
   * A result beside another run's.
   *
   * @param difference of the metric: this run's value less the other's
   */
  record Beside(EvaluationResult result, double difference) {}

  /**
   * Results that have a metric in both runs, by the difference, what got worst first.
   *
   * @param after the difference and number that the page before ended with; null for the first page
   */
  List<Beside> worst(
      Handle handle,
      EvaluationKey run,
      UUID other,
      String metric,
      @Nullable ResultCursor after,
      int limit) {
    return handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + """
                , r.difference FROM (
                  SELECT mine.*,
                    CAST(mine.metrics ->> :metric AS float8) - CAST(theirs.metrics ->> :metric AS float8) AS difference
                  FROM evaluation_result mine
                  JOIN evaluation_result theirs ON theirs.tenant_id = mine.tenant_id AND theirs.run_id = :other
                    AND theirs.question_id = mine.question_id
                  WHERE mine.tenant_id = :tenant AND mine.run_id = :run) r
                WHERE r.difference IS NOT NULL
                  AND (CAST(:number AS integer) IS NULL
                       OR (r.difference, r.number) > (CAST(:difference AS float8), CAST(:number AS integer)))
                ORDER BY r.difference, r.number LIMIT :limit
                """)
        .bind("tenant", run.tenantId())
        .bind("run", run.runId())
        .bind("other", other)
        .bind("metric", metric)
        .bind("number", after == null ? null : after.number())
        .bind("difference", after == null ? null : after.difference())
        .bind("limit", limit)
        .map((row, context) -> new Beside(result(row, context), row.getDouble("difference")))
        .list();
  }

  private static EvaluationResult result(ResultSet row, StatementContext context)
      throws SQLException {
    return new EvaluationResult(
        row.getInt("number"),
        row.getString("question_id"),
        row.getString("question"),
        row.getBoolean("answerable"),
        EvaluationResult.Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
        row.getObject("first_rank", Integer.class),
        Json.read(row.getString("metrics"), new TypeReference<Map<String, Double>>() {}),
        Json.read(
            row.getString("hits"), new TypeReference<List<EvaluationResult.FoundPassage>>() {}),
        row.getString("answer"),
        row.getString("problem"),
        row.getInt("documents_missing"),
        row.getInt("quotes_missing"));
  }
}
