package dev.footnote.web.api;

import dev.footnote.access.Caller;
import dev.footnote.access.CurrentCaller;
import dev.footnote.access.Role;
import dev.footnote.evaluation.GoldenQuestion;
import dev.footnote.evaluation.GoldenSets;
import dev.footnote.evaluation.Imported;
import dev.footnote.evaluation.Marks;
import dev.footnote.web.problem.ProblemException;
import dev.footnote.web.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Golden sets: questions whose answers are known, to measure a collection with. */
@Path("/api/v1/admin/golden-sets")
@RolesAllowed(Role.ADMINISTER)
@RunOnVirtualThread
@Tag(name = "Evaluation")
public class GoldenSetResource {
  private static final int MARKS_MAX = 100;

  private final GoldenSets sets;
  private final CurrentCaller caller;

  GoldenSetResource(GoldenSets sets, CurrentCaller caller) {
    this.sets = sets;
    this.caller = caller;
  }

  /** The golden sets there are. */
  public record GoldenSetList(List<GoldenSetView> goldenSets) {}

  /**
   * A golden set that was imported.
   *
   * @param unresolved names of documents that mean none of the collection, or several
   */
  public record ImportedSet(GoldenSetView goldenSet, List<Imported.Unresolved> unresolved) {}

  /** A golden set with its questions. */
  public record GoldenSetWhole(GoldenSetView goldenSet, List<GoldenQuestion> questions) {}

  /**
   * The answer that a question is made from.
   *
   * @param citations which of its citations are right; all if null
   * @param evidence which passages are right besides; none if null
   */
  public record MarkedRight(
      @Schema(description = "Id of an answer on the ledger that is right")
          @NotNull(message = "must be the id of an answer")
          UUID answerId,
      @Schema(description = "Numbers of the citations that are right; all of them if left out")
          @Nullable
          @Size(max = MARKS_MAX, message = "must have at most 100 entries")
          Set<@NotNull(message = "must not be null") Integer> citations,
      @Schema(
              description =
                  "Ranks of the passages of evidence that answer the question, cited or not")
          @Nullable
          @Size(max = MARKS_MAX, message = "must have at most 100 entries")
          Set<@NotNull(message = "must not be null") Integer> evidence) {

    Marks marks() {
      return new Marks(citations, evidence == null ? Set.of() : evidence);
    }
  }

  @POST
  @Consumes({"application/jsonl", "application/x-ndjson", "application/json", "text/plain"})
  @Operation(
      summary = "Import a golden set",
      description =
          "The body is JSON Lines, one question in each: {\"id\", \"question\", \"answer\","
              + " \"relevant\": [{\"doc\", \"quotes\": [], \"pages\": []}], \"answerable\"}. A document"
              + " is named by its path, by its file name, or by that without its ending, as long as"
              + " the name means one document. Other fields are passed over. Wrong lines are named,"
              + " and then nothing is imported.")
  @APIResponse(responseCode = "201", description = "It was imported; Location names it.")
  public Response importLines(
      @Parameter(schema = @Schema(defaultValue = "default"))
          @QueryParam("collection")
          @DefaultValue("default")
          String collection,
      @QueryParam("name") @NotNull(message = "must name the new golden set") String name,
      @Nullable String lines) {
    Caller who = caller.get();
    Imported imported =
        EvaluationProblems.told(
            () ->
                sets.importLines(
                    who.tenantId(), collection, name, lines == null ? "" : lines, who.name()));
    return Response.created(URI.create("/api/v1/admin/golden-sets/" + imported.set().id()))
        .entity(new ImportedSet(GoldenSetView.of(imported.set()), imported.unresolved()))
        .build();
  }

  @GET
  @Operation(summary = "List golden sets", description = "By collection and name.")
  public GoldenSetList list(@QueryParam("collection") @Nullable String collection) {
    return new GoldenSetList(
        sets
            .all(caller.get().tenantId(), collection == null ? null : collection.replace('\0', ' '))
            .stream()
            .map(GoldenSetView::of)
            .toList());
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "Read a golden set with its questions")
  public GoldenSetWhole get(@PathParam("id") String id) {
    int tenant = caller.get().tenantId();
    return sets.find(tenant, Ids.uuid(id))
        .map(set -> new GoldenSetWhole(GoldenSetView.of(set), sets.questions(tenant, set.id())))
        .orElseThrow(GoldenSetResource::unknown);
  }

  @DELETE
  @Path("/{id}")
  @Operation(summary = "Delete a golden set", description = "Its runs and baselines go with it.")
  @APIResponse(responseCode = "204", description = "It is gone.")
  public void delete(@PathParam("id") String id) {
    if (!sets.delete(caller.get().tenantId(), Ids.uuid(id))) {
      throw unknown();
    }
  }

  @POST
  @Path("/{id}/questions")
  @Operation(
      summary = "Add a question from an answer that is right",
      description =
          "What the answer cites is what a good search finds, or what is marked of it. An answer that"
              + " found no evidence makes a question that should be refused, and so does one whose"
              + " sources are all wrong.")
  @APIResponse(responseCode = "201", description = "The question was added.")
  public Response add(
      @PathParam("id") String id,
      @NotNull(message = "must be an object with answer_id") @Valid MarkedRight body) {
    GoldenQuestion question =
        EvaluationProblems.told(
            () ->
                sets.addAnswered(
                        caller.get().tenantId(), Ids.uuid(id), body.answerId(), body.marks())
                    .orElseThrow(GoldenSetResource::unknown));
    return Response.status(Response.Status.CREATED).entity(question).build();
  }

  private static ProblemException unknown() {
    return new ProblemException(
        ProblemType.NOT_FOUND,
        "There is no golden set with that id. GET /api/v1/admin/golden-sets lists those there are.");
  }
}
