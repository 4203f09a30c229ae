package dev.footnote.web.api;

import dev.footnote.access.Caller;
import dev.footnote.access.CurrentCaller;
import dev.footnote.access.Role;
import dev.footnote.evaluation.EvaluationRun;
import dev.footnote.evaluation.Evaluations;
import dev.footnote.evaluation.InvalidCursor;
import dev.footnote.evaluation.MetricDifference;
import dev.footnote.evaluation.Metrics;
import dev.footnote.evaluation.ResultPage;
import dev.footnote.profile.AnswerProfile;
import dev.footnote.web.problem.ProblemException;
import dev.footnote.web.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Runs over golden sets: starting them, watching them, comparing them. */
@Path("/api/v1/admin/evaluations")
@RolesAllowed(Role.ADMINISTER)
@RunOnVirtualThread
@Tag(name = "Evaluation")
public class EvaluationResource {
  private final Evaluations evaluations;
  private final CurrentCaller caller;
  private final InstantSource time;

  EvaluationResource(Evaluations evaluations, CurrentCaller caller, InstantSource time) {
    this.evaluations = evaluations;
    this.caller = caller;
    this.time = time;
  }

  /** What is to be measured. */
  public record Evaluate(
      @Schema(description = "Id of a golden set")
          @NotNull(message = "must be the id of a golden set")
          UUID goldenSet,
      @Schema(examples = "smaller chunks")
          @Nullable
          @Size(min = 1, max = 200, message = "must have 1 to 200 characters")
          String name,
      @Schema(
              description =
                  "Whether questions are answered as well; false measures the search alone",
              defaultValue = "true")
          @Nullable Boolean answers,
      @Schema(
              description =
                  "Answer profile of the collection to measure; two runs with two profiles can be compared",
              defaultValue = "default")
          @Nullable
          @Size(min = 1, max = 63, message = "must be the name of an answer profile")
          String profile) {}

  /** The run that becomes the baseline. */
  public record Baseline(@NotNull(message = "must be the id of a run") UUID run) {}

  /** The newest runs. */
  public record EvaluationList(List<EvaluationView> evaluations) {}

  /** Some questions of a run. */
  public record QuestionPage(List<EvaluatedQuestionView> questions, @Nullable String nextCursor) {}

  /**
   * Two runs.
   *
   * @param metrics in the order of reading; {@code value} is this run's, {@code other} the other's
   */
  public record ComparisonView(
      EvaluationView run, EvaluationView other, List<MetricDifference> metrics) {}

  /** A run with all of its questions. */
  public record Export(EvaluationView run, List<EvaluatedQuestionView> questions) {}

  @POST
  @Operation(
      summary = "Measure a collection",
      description =
          "Asks every question of a golden set, as a durable job. Answers that are made for it are"
              + " told to nobody and are not on the ledger.")
  @APIResponse(responseCode = "202", description = "The run is queued; Location names it.")
  public Response start(
      @NotNull(message = "must be an object with golden_set") @Valid Evaluate body) {
    Caller who = caller.get();
    EvaluationRun run =
        EvaluationProblems.told(
            () ->
                evaluations.start(
                    who.tenantId(),
                    body.goldenSet(),
                    body.name() == null ? null : body.name().replace('\0', ' '),
                    !Boolean.FALSE.equals(body.answers()),
                    body.profile() == null ? AnswerProfile.DEFAULT : body.profile(),
                    who.name()));
    return Response.accepted(view(run))
        .location(URI.create("/api/v1/admin/evaluations/" + run.id()))
        .build();
  }

  @GET
  @Operation(summary = "List runs", description = "The newest first.")
  public EvaluationList list(
      @QueryParam("golden_set") @Nullable String goldenSet,
      @QueryParam("limit")
          @DefaultValue("50")
          @Min(value = 1, message = "must be at least 1")
          @Max(value = 200, message = "must be at most 200")
          int limit) {
    UUID set = goldenSet == null ? null : Ids.uuid(goldenSet);
    return new EvaluationList(
        evaluations.newest(caller.get().tenantId(), set, limit).stream().map(this::view).toList());
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "Read a run with its metrics")
  public EvaluationView get(@PathParam("id") String id) {
    return view(run(id));
  }

  @POST
  @Path("/{id}/cancel")
  @Operation(
      summary = "Cancel a run",
      description = "Results so far stay, without metrics. A finished run stays as it is.")
  public EvaluationView cancel(@PathParam("id") String id) {
    return view(
        evaluations
            .cancel(caller.get().tenantId(), Ids.uuid(id))
            .orElseThrow(EvaluationResource::unknown));
  }

  @GET
  @Path("/{id}/questions")
  @Operation(
      summary = "List a run's questions",
      description =
          "In the order of the golden set; with worse_than those that both runs asked, what got"
              + " worst first.")
  public QuestionPage questions(
      @PathParam("id") String id,
      @Parameter(description = "Id of another run over the same golden set")
          @QueryParam("worse_than")
          @Nullable String worseThan,
      @Parameter(description = "The metric that worse_than goes by")
          @QueryParam("metric")
          @DefaultValue(Metrics.MAIN)
          @Size(max = 100, message = "must name a metric")
          String metric,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit")
          @DefaultValue("50")
          @Min(value = 1, message = "must be at least 1")
          @Max(value = Evaluations.LIMIT_MAX, message = "must be at most 200")
          int limit) {
    UUID than = worseThan == null ? null : Ids.uuid(worseThan);
    try {
      ResultPage page =
          EvaluationProblems.told(
              () ->
                  evaluations
                      .questions(
                          caller.get().tenantId(),
                          Ids.uuid(id),
                          than,
                          metric.replace('\0', ' '),
                          cursor,
                          limit)
                      .orElseThrow(EvaluationResource::unknown));
      return new QuestionPage(
          page.questions().stream()
              .map(each -> EvaluatedQuestionView.of(each.result(), each.difference()))
              .toList(),
          page.nextCursor());
    } catch (InvalidCursor e) {
      throw ProblemException.invalid("cursor", String.valueOf(e.getMessage()));
    }
  }

  @GET
  @Path("/{id}/compare/{other}")
  @Operation(
      summary = "Compare two runs",
      description =
          "Over the questions that both asked: each metric of both, the difference, and its 95%"
              + " confidence interval by a paired bootstrap of 10,000 resamples.")
  public ComparisonView compare(@PathParam("id") String id, @PathParam("other") String other) {
    int tenant = caller.get().tenantId();
    List<MetricDifference> differences =
        EvaluationProblems.told(
            () ->
                evaluations
                    .compare(tenant, Ids.uuid(id), Ids.uuid(other))
                    .orElseThrow(EvaluationResource::unknown));
    return new ComparisonView(view(run(id)), view(run(other)), differences);
  }

  @GET
  @Path("/{id}/export.json")
  @Operation(summary = "Export a run with all of its questions as JSON")
  public Export exportJson(@PathParam("id") String id) {
    EvaluationRun run = run(id);
    return new Export(
        view(run),
        evaluations.all(run).stream()
            .map(result -> EvaluatedQuestionView.of(result, null))
            .toList());
  }

  @GET
  @Path("/{id}/export.csv")
  @Produces("text/csv;charset=UTF-8")
  @Operation(summary = "Export a run's questions as CSV")
  public Response exportCsv(@PathParam("id") String id) {
    EvaluationRun run = run(id);
    return Response.ok(EvaluationCsv.of(evaluations.all(run)))
        .header("Content-Disposition", "attachment; filename=\"" + run.id() + ".csv\"")
        .build();
  }

  @GET
  @Path("/baselines/{name}")
  @Operation(summary = "Read the run that is a golden set's baseline")
  public EvaluationView baseline(
      @PathParam("name") String name,
      @QueryParam("golden_set") @NotNull(message = "must be the id of a golden set")
          String goldenSet) {
    return evaluations
        .baseline(caller.get().tenantId(), Ids.uuid(goldenSet), name.replace('\0', ' '))
        .map(this::view)
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemType.NOT_FOUND,
                    "The golden set has no baseline of that name. PUT /api/v1/admin/evaluations/baselines/NAME makes one."));
  }

  @PUT
  @Path("/baselines/{name}")
  @Operation(
      summary = "Make a run the baseline of its golden set",
      description = "In place of the run that had the name before.")
  public EvaluationView setBaseline(
      @PathParam("name") String name,
      @NotNull(message = "must be an object with run") @Valid Baseline body) {
    Caller who = caller.get();
    return view(
        EvaluationProblems.told(
                () -> evaluations.setBaseline(who.tenantId(), name, body.run(), who.name()))
            .orElseThrow(() -> ProblemException.invalid("run", "There is no run with that id.")));
  }

  private EvaluationRun run(String id) {
    return evaluations
        .find(caller.get().tenantId(), Ids.uuid(id))
        .orElseThrow(EvaluationResource::unknown);
  }

  private EvaluationView view(EvaluationRun run) {
    return EvaluationView.of(run, time.instant());
  }

  private static ProblemException unknown() {
    return new ProblemException(
        ProblemType.NOT_FOUND,
        "There is no run with that id. GET /api/v1/admin/evaluations lists those there are.");
  }
}
