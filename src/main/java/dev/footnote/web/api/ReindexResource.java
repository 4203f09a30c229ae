package dev.footnote.web.api;

import dev.footnote.access.Caller;
import dev.footnote.access.CurrentCaller;
import dev.footnote.access.Role;
import dev.footnote.document.CollectionRepository;
import dev.footnote.jobs.EstimateReindex;
import dev.footnote.jobs.ReindexJob;
import dev.footnote.jobs.ReindexJobs;
import dev.footnote.jobs.ReindexRequest;
import dev.footnote.store.Database;
import dev.footnote.store.Scope;
import dev.footnote.web.problem.ProblemException;
import dev.footnote.web.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Reindexing: asking for it, watching it, stopping it. */
@Path("/api/v1/admin")
@RolesAllowed(Role.ADMINISTER)
@RunOnVirtualThread
@Tag(name = "Administration")
public class ReindexResource {
  private final ReindexJobs jobs;
  private final EstimateReindex estimate;
  private final Database database;
  private final CollectionRepository collections;
  private final CurrentCaller caller;
  private final InstantSource time;

  ReindexResource(
      ReindexJobs jobs,
      EstimateReindex estimate,
      Database database,
      CollectionRepository collections,
      CurrentCaller caller,
      InstantSource time) {
    this.jobs = jobs;
    this.estimate = estimate;
    this.database = database;
    this.collections = collections;
    this.caller = caller;
    this.time = time;
  }

  /** What to look at again; everything in the collection without any condition. */
  public record Reindex(
      @Schema(defaultValue = "default")
          @Nullable
          @Size(max = 63, message = "must be the name of a collection")
          String collection,
      @Schema(description = "Number of a source, as the status lists them")
          @Nullable Integer source,
      @Schema(description = "Glob over the documents' paths", examples = "policies/**")
          @Nullable
          @Size(max = 1_024, message = "must have at most 1024 characters")
          String path,
      @Schema(description = "One document") @Nullable UUID document,
      @Schema(description = "Index again even what did not change", defaultValue = "false")
          @Nullable Boolean force,
      @Schema(
              description = "Only say what would happen; nothing is written, and no job is made",
              defaultValue = "false")
          @Nullable Boolean dryRun) {

    ReindexRequest toRequest() {
      return new ReindexRequest(
          source, Globs.checked("path", path), document, Boolean.TRUE.equals(force));
    }
  }

  /** The newest jobs. */
  public record JobList(List<JobView> jobs) {}

  @POST
  @Path("/reindex")
  @Operation(
      summary = "Reindex",
      description =
          "Starts a durable job and returns at once. With an Idempotency-Key the same request sent"
              + " again gets the same job. With dry_run the reply is 200 and says what would change, how"
              + " many chunks would be embedded and how long that takes; it looks at a limited number"
              + " of documents for a limited time, and says when that was not all.")
  @APIResponse(responseCode = "202", description = "The job is queued; Location names it.")
  public Response reindex(
      @NotNull(message = "must be an object, {} for everything") @Valid Reindex body,
      @HeaderParam("Idempotency-Key")
          @Nullable
          @Size(min = 1, max = 200, message = "must have 1 to 200 characters")
          @Pattern(regexp = "[\\x21-\\x7e]*", message = "must be printable ASCII without spaces")
          String idempotencyKey) {
    Caller who = caller.get();
    String collection = body.collection() == null ? "default" : body.collection();
    ReindexRequest request = body.toRequest();
    Scope scope =
        database.read(handle -> collections.named(handle, who.tenantId(), collection)).scope();
    if (Boolean.TRUE.equals(body.dryRun())) {
      return Response.ok(estimate.estimate(scope, request)).build();
    }
    ReindexJob job = jobs.start(scope, request, idempotencyKey, who.name());
    if (!job.request().equals(request)) {
      throw new ProblemException(
          ProblemType.CONFLICT,
          "The Idempotency-Key was used for another request before. Use a new one.");
    }
    return Response.accepted(JobView.of(job, time.instant()))
        .location(URI.create("/api/v1/admin/jobs/" + job.id()))
        .build();
  }

  @GET
  @Path("/jobs")
  @Operation(summary = "List reindex jobs", description = "The newest first.")
  public JobList list(
      @QueryParam("limit")
          @DefaultValue("50")
          @Min(value = 1, message = "must be at least 1")
          @Max(value = 200, message = "must be at most 200")
          int limit) {
    return new JobList(
        jobs.newest(caller.get().tenantId(), limit).stream()
            .map(job -> JobView.of(job, time.instant()))
            .toList());
  }

  @GET
  @Path("/jobs/{id}")
  @Operation(summary = "Read a reindex job")
  public JobView get(@PathParam("id") String id) {
    return jobs.find(caller.get().tenantId(), Ids.uuid(id))
        .map(job -> JobView.of(job, time.instant()))
        .orElseThrow(ReindexResource::unknownJob);
  }

  @POST
  @Path("/jobs/{id}/cancel")
  @Operation(
      summary = "Cancel a reindex job",
      description = "What it has done stays done. A finished job stays as it is.")
  public JobView cancel(@PathParam("id") String id) {
    return jobs.cancel(caller.get().tenantId(), Ids.uuid(id))
        .map(job -> JobView.of(job, time.instant()))
        .orElseThrow(ReindexResource::unknownJob);
  }

  @POST
  @Path("/jobs/{id}/pause")
  @Operation(
      summary = "Pause a reindex job",
      description =
          "Documents that it waits for are held back until it is resumed, except those that somebody"
              + " edits. What is under way is finished. A finished job stays as it is.")
  public JobView pause(@PathParam("id") String id) {
    return jobs.pause(caller.get().tenantId(), Ids.uuid(id))
        .map(job -> JobView.of(job, time.instant()))
        .orElseThrow(ReindexResource::unknownJob);
  }

  @POST
  @Path("/jobs/{id}/resume")
  @Operation(
      summary = "Resume a paused reindex job",
      description = "A job that is not paused stays as it is.")
  public JobView resume(@PathParam("id") String id) {
    return jobs.resume(caller.get().tenantId(), Ids.uuid(id))
        .map(job -> JobView.of(job, time.instant()))
        .orElseThrow(ReindexResource::unknownJob);
  }

  private static ProblemException unknownJob() {
    return new ProblemException(
        ProblemType.NOT_FOUND,
        "There is no job with that id. GET /api/v1/admin/jobs lists those there are.");
  }
}
