package dev.footnote.web.api;

import dev.footnote.access.Caller;
import dev.footnote.access.CurrentCaller;
import dev.footnote.access.Role;
import dev.footnote.document.GenerationState;
import dev.footnote.document.GenerationState.Activation;
import dev.footnote.index.GenerationRefused;
import dev.footnote.index.Generations;
import dev.footnote.index.SwitchGate;
import dev.footnote.web.problem.ProblemException;
import dev.footnote.web.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Generations: rebuilding a collection beside the live index, switching to it, switching back. */
@Path("/api/v1/admin/generations")
@RolesAllowed(Role.ADMINISTER)
@RunOnVirtualThread
@Tag(name = "Administration")
public class GenerationResource {
  private final Generations generations;
  private final CurrentCaller caller;

  GenerationResource(Generations generations, CurrentCaller caller) {
    this.generations = generations;
    this.caller = caller;
  }

  /**
   * How the collection is to be indexed; what is left out stays as it is in the live generation.
   */
  public record Rebuild(
      @Schema(defaultValue = "default")
          @Nullable
          @Size(max = 63, message = "must be the name of a collection")
          String collection,
      @Schema(description = "Name of an embedding model in the configuration", examples = "default")
          @Nullable
          @Size(max = 200, message = "must have at most 200 characters")
          String model,
      @Schema(description = "Mean size of chunks in tokens, 64 to 300", examples = "250")
          @Nullable Integer chunkTokens,
      @Schema(
              description = "Whether it becomes live by itself when it is complete",
              defaultValue = "manual",
              examples = "when_complete")
          @Nullable
          @Pattern(regexp = "manual|when_complete", message = "must be manual or when_complete")
          String activate,
      @Schema(
              description =
                  "Id of a golden set. With activate=when_complete it becomes live only if its nDCG@10"
                      + " on it is not less than the live one's by more than the margin; else it stays"
                      + " complete, and its problem says why")
          @Nullable UUID goldenSet,
      @Schema(description = "0 to 1", defaultValue = "0.01")
          @Nullable
          @DecimalMin(value = "0", message = "must be at least 0")
          @DecimalMax(value = "1", message = "must be at most 1")
          Double margin) {
    private static final double MARGIN_DEFAULT = 0.01;

    SwitchGate.@Nullable Condition condition() {
      UUID set = goldenSet;
      if (set == null && margin == null) {
        return null;
      }
      if (set == null) {
        throw ProblemException.invalid("margin", "'margin' means nothing without 'golden_set'.");
      }
      if (activation() != Activation.WHEN_COMPLETE) {
        throw ProblemException.invalid(
            "golden_set",
            "'golden_set' decides whether it becomes live by itself, so 'activate' must be when_complete.");
      }
      return new SwitchGate.Condition(set, margin == null ? MARGIN_DEFAULT : margin);
    }

    Activation activation() {
      return "when_complete".equals(activate) ? Activation.WHEN_COMPLETE : Activation.MANUAL;
    }
  }

  /** A collection's newest generations. */
  public record GenerationList(List<GenerationView> generations) {}

  @POST
  @Operation(
      summary = "Rebuild a collection",
      description =
          "Starts to fill another generation beside the live one and returns at once. Questions run"
              + " against the live one meanwhile, and edits reach both.")
  @APIResponse(responseCode = "202", description = "It is being filled; Location names it.")
  public Response start(
      @NotNull(message = "must be an object that says what is to be different") @Valid
          Rebuild body) {
    Caller who = caller.get();
    SwitchGate.Condition condition = body.condition();
    GenerationState state =
        refusedAsProblem(
            () ->
                generations.start(
                    who.tenantId(),
                    body.collection() == null ? "default" : body.collection(),
                    body.model(),
                    body.chunkTokens(),
                    body.activation(),
                    condition,
                    who.name()));
    GenerationView view = GenerationView.of(state);
    return Response.accepted(view)
        .location(URI.create("/api/v1/admin/generations/" + view.id()))
        .build();
  }

  @GET
  @Operation(summary = "List a collection's generations", description = "The newest first.")
  public GenerationList list(
      @QueryParam("collection") @DefaultValue("default") String collection,
      @QueryParam("limit")
          @DefaultValue("50")
          @Min(value = 1, message = "must be at least 1")
          @Max(value = 200, message = "must be at most 200")
          int limit) {
    return new GenerationList(
        generations.newest(caller.get().tenantId(), collection, limit).stream()
            .map(GenerationView::of)
            .toList());
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "Read a generation")
  public GenerationView get(@PathParam("id") String id) {
    return view(generations.find(caller.get().tenantId(), number(id)));
  }

  @POST
  @Path("/{id}/activate")
  @Operation(
      summary = "Make a generation live",
      description =
          "Questions that start afterwards run against it. The one before is kept up to date, so"
              + " that activating it again puts it back at once.")
  public GenerationView activate(@PathParam("id") String id) {
    return view(refusedAsProblem(() -> generations.activate(caller.get().tenantId(), number(id))));
  }

  @POST
  @Path("/{id}/cancel")
  @Operation(
      summary = "Give up a generation",
      description =
          "Its rows are deleted. The live one can't be given up. One that ended stays as it is.")
  public GenerationView cancel(@PathParam("id") String id) {
    return view(refusedAsProblem(() -> generations.cancel(caller.get().tenantId(), number(id))));
  }

  private static <T> T refusedAsProblem(Supplier<T> request) {
    try {
      return request.get();
    } catch (GenerationRefused refused) {
      String detail = String.valueOf(refused.getMessage());
      throw switch (refused.fault()) {
        case MODEL -> ProblemException.invalid("model", detail);
        case CHUNK_TOKENS -> ProblemException.invalid("chunk_tokens", detail);
        case GATE -> ProblemException.invalid("golden_set", detail);
        case STATE -> new ProblemException(ProblemType.CONFLICT, detail);
      };
    }
  }

  private static int number(String id) {
    if (!id.matches("[1-9]\\d{0,8}")) {
      throw unknown();
    }
    return Integer.parseInt(id);
  }

  private static GenerationView view(Optional<GenerationState> state) {
    return GenerationView.of(state.orElseThrow(GenerationResource::unknown));
  }

  private static ProblemException unknown() {
    return new ProblemException(
        ProblemType.NOT_FOUND,
        "There is no generation with that id. GET /api/v1/admin/generations lists those there are.");
  }
}
