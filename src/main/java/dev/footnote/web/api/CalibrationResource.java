package dev.footnote.web.api;

import dev.footnote.access.CurrentCaller;
import dev.footnote.access.Role;
import dev.footnote.evaluation.CalibrateAbstention;
import dev.footnote.evaluation.CalibrateAbstention.Calibration;
import dev.footnote.web.problem.ProblemException;
import dev.footnote.web.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** When a collection says nothing, by what one of its runs has measured. */
@Path("/api/v1/admin/evaluations/{id}/calibration")
@RolesAllowed(Role.ADMINISTER)
@RunOnVirtualThread
@Tag(name = "Evaluation")
public class CalibrationResource {
  private static final double ANSWERED = 0.9;

  private final CalibrateAbstention calibrate;
  private final CurrentCaller caller;

  CalibrationResource(CalibrateAbstention calibrate, CurrentCaller caller) {
    this.calibrate = calibrate;
    this.caller = caller;
  }

  /** What is wanted of the threshold. */
  public record Wanted(
      @Schema(
              description = "Share of the answerable questions that must still be answered",
              defaultValue = "0.9")
          @Nullable
          @DecimalMin(value = "0.5", message = "must be 0.5 to 1")
          @DecimalMax(value = "1", message = "must be 0.5 to 1")
          Double answered) {}

  @PUT
  @Operation(
      summary = "Calibrate when nothing is said",
      description =
          "Sets how well evidence must fit before an answer is given, for the generation that the"
              + " run has measured: as high as leaves that share of the answerable questions"
              + " answered. The run needs answers to at least 20 of them.")
  public Calibration calibrate(
      @PathParam("id") String id,
      @NotNull(message = "must be an object; {} takes nine in ten") @Valid Wanted wanted) {
    double answered = wanted.answered() == null ? ANSWERED : wanted.answered();
    return EvaluationProblems.told(
        () ->
            calibrate
                .calibrate(caller.get().tenantId(), Ids.uuid(id), answered)
                .orElseThrow(CalibrationResource::unknown));
  }

  @DELETE
  @Operation(summary = "Go back to the configured threshold")
  public void reset(@PathParam("id") String id) {
    if (!calibrate.reset(caller.get().tenantId(), Ids.uuid(id))) {
      throw unknown();
    }
  }

  private static ProblemException unknown() {
    return new ProblemException(
        ProblemType.NOT_FOUND,
        "There is no run with that id that has measured a collection. GET /api/v1/admin/evaluations lists them.");
  }
}
