package dev.footnote.web.page;

import dev.footnote.access.Caller;
import dev.footnote.access.CurrentCaller;
import dev.footnote.access.Role;
import dev.footnote.document.CollectionStates;
import dev.footnote.evaluation.EvaluationResult;
import dev.footnote.evaluation.EvaluationRun;
import dev.footnote.evaluation.EvaluationRun.State;
import dev.footnote.evaluation.Evaluations;
import dev.footnote.evaluation.GoldenSet;
import dev.footnote.evaluation.GoldenSets;
import dev.footnote.evaluation.MetricDifference;
import dev.footnote.evaluation.Metrics;
import dev.footnote.evaluation.ResultPage;
import dev.footnote.profile.AnswerProfile;
import dev.footnote.web.api.EvaluationProblems;
import dev.footnote.web.api.EvaluationView;
import dev.footnote.web.api.Ids;
import dev.footnote.web.problem.ProblemException;
import dev.footnote.web.problem.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Golden sets and runs for people: what was measured, how it is spread, and what got worse. */
@Path("/evaluations")
@RolesAllowed(Role.ADMINISTER)
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class EvaluationPages {
  private static final int RUNS = 50;
  private static final int WORST = 20;

  private final GoldenSets sets;
  private final Evaluations evaluations;
  private final CollectionStates collections;
  private final CurrentCaller caller;
  private final InstantSource time;

  EvaluationPages(
      GoldenSets sets,
      Evaluations evaluations,
      CollectionStates collections,
      CurrentCaller caller,
      InstantSource time) {
    this.sets = sets;
    this.evaluations = evaluations;
    this.collections = collections;
    this.caller = caller;
    this.time = time;
  }

  @CheckedTemplate(basePath = "page")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance evaluations(
        List<GoldenSet> sets, List<String> collections, List<RunRow> runs);

    static native TemplateInstance evaluation(
        EvaluationView run,
        List<Metric> metrics,
        RankHistogram ranks,
        List<Missed> missed,
        List<RunRow> others);

    static native TemplateInstance comparison(
        EvaluationView run, EvaluationView other, IntervalBars bars, List<Missed> worst);
  }

  /**
   * A run in a list.
   *
   * @param main its nDCG@10; a dash before it is complete
   */
  record RunRow(EvaluationView run, String label, String main) {}

  /** A metric by its name, in figures. */
  record Metric(String name, String value) {}

  /**
   * A question that went wrong.
   *
   * @param rank of the first relevant document, in words
   * @param difference to the other run; empty where there is none
   */
  record Missed(EvaluationResult result, String rank, String difference) {}

  @GET
  @Operation(hidden = true)
  public TemplateInstance list() {
    int tenant = caller.get().tenantId();
    return Templates.evaluations(
        sets.all(tenant, null),
        collections.of(tenant).stream().map(state -> state.collection().name()).toList(),
        evaluations.newest(tenant, null, RUNS).stream().map(this::row).toList());
  }

  @POST
  @Operation(hidden = true)
  public Response start(@FormParam("golden_set") @DefaultValue("") String goldenSet) {
    Caller who = caller.get();
    EvaluationRun run =
        EvaluationProblems.told(
            () ->
                evaluations.start(
                    who.tenantId(),
                    Ids.uuid(goldenSet),
                    null,
                    true,
                    AnswerProfile.DEFAULT,
                    who.name()));
    return Response.seeOther(URI.create("/evaluations/" + run.id())).build();
  }

  @GET
  @Path("/{id}")
  @Operation(hidden = true)
  public TemplateInstance run(@PathParam("id") String id) {
    EvaluationRun run = find(id);
    List<EvaluationResult> results = evaluations.all(run);
    return Templates.evaluation(
        view(run),
        metrics(run.metrics()),
        RankHistogram.of(results),
        missed(results),
        evaluations.newest(caller.get().tenantId(), run.goldenSetId(), RUNS).stream()
            .filter(other -> other.state() == State.COMPLETED && !other.id().equals(run.id()))
            .map(this::row)
            .toList());
  }

  @GET
  @Path("/{id}/compare/{other}")
  @Operation(hidden = true)
  public TemplateInstance compare(@PathParam("id") String id, @PathParam("other") String other) {
    int tenant = caller.get().tenantId();
    EvaluationRun run = find(id);
    EvaluationRun against = find(other);
    List<MetricDifference> differences =
        EvaluationProblems.told(
            () ->
                evaluations
                    .compare(tenant, run.id(), against.id())
                    .orElseThrow(EvaluationPages::unknown));
    ResultPage worst =
        evaluations
            .questions(tenant, run.id(), against.id(), Metrics.MAIN, null, WORST)
            .orElseThrow(EvaluationPages::unknown);
    return Templates.comparison(
        view(run),
        view(against),
        IntervalBars.of(differences),
        worst.questions().stream()
            .filter(entry -> entry.difference() != null && entry.difference() < 0)
            .map(entry -> missed(entry.result(), figure("%+.3f", entry.difference())))
            .toList());
  }

  /** What was not found first or was refused wrongly, the worst first. */
  private static List<Missed> missed(List<EvaluationResult> results) {
    return results.stream()
        .filter(result -> result.metrics().getOrDefault(Metrics.MAIN, 1.0) < 1)
        .sorted(
            Comparator.comparingDouble(result -> result.metrics().getOrDefault(Metrics.MAIN, 1.0)))
        .limit(WORST)
        .map(result -> missed(result, ""))
        .toList();
  }

  private static Missed missed(EvaluationResult result, String difference) {
    Integer rank = result.firstRank();
    return new Missed(result, rank == null ? "not found" : "found at rank " + rank, difference);
  }

  private static List<Metric> metrics(Map<String, Double> metrics) {
    return Metrics.ordered(metrics).entrySet().stream()
        .map(
            metric ->
                new Metric(
                    metric.getKey(),
                    figure(
                        Metrics.isHigherBetter(metric.getKey()) ? "%.4f" : "%.1f",
                        metric.getValue())))
        .toList();
  }

  private RunRow row(EvaluationRun run) {
    Double main = run.metrics().get(Metrics.MAIN);
    String name = run.name();
    return new RunRow(
        view(run),
        name == null ? run.goldenSet() : run.goldenSet() + ": " + name,
        main == null ? "–" : figure("%.4f", main));
  }

  private EvaluationRun find(String id) {
    return evaluations
        .find(caller.get().tenantId(), Ids.uuid(id))
        .orElseThrow(EvaluationPages::unknown);
  }

  private EvaluationView view(EvaluationRun run) {
    return EvaluationView.of(run, time.instant());
  }

  private static String figure(String format, double value) {
    return String.format(Locale.ENGLISH, format, value);
  }

  private static ProblemException unknown() {
    return new ProblemException(ProblemType.NOT_FOUND, "There is no run with that id.");
  }
}
