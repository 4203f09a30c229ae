package dev.footnote.web.page;

import dev.footnote.access.Role;
import dev.footnote.evaluation.CalibrateAbstention.Calibration;
import dev.footnote.web.api.CalibrationResource;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** When a collection says nothing, set from the page of a run. */
@Path("/evaluations/{id}/calibration")
@RolesAllowed(Role.ADMINISTER)
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class CalibrationPages {
  private final CalibrationResource calibration;

  CalibrationPages(CalibrationResource calibration) {
    this.calibration = calibration;
  }

  @CheckedTemplate(basePath = "page")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance calibrated(String run, @Nullable Figures figures);
  }

  /** A calibration in figures. */
  record Figures(int generation, String fitMin, String answered, String refused) {
    static Figures of(Calibration made) {
      return new Figures(
          made.generation(),
          String.format(Locale.ENGLISH, "%.3f", made.fitMin()),
          String.format(Locale.ENGLISH, "%.0f%%", 100 * made.answered()),
          String.format(Locale.ENGLISH, "%.0f%%", 100 * made.refusedWithoutDocuments()));
    }
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public TemplateInstance calibrate(
      @PathParam("id") String id,
      @FormParam("answered_percent")
          @DefaultValue("90")
          @Min(value = 50, message = "must be 50 to 100")
          @Max(value = 100, message = "must be 50 to 100")
          int answeredPercent,
      @FormParam("reset") @Nullable String reset) {
    if (reset != null) {
      calibration.reset(id);
      return Templates.calibrated(id, null);
    }
    var wanted = new CalibrationResource.Wanted(answeredPercent / 100.0);
    return Templates.calibrated(id, Figures.of(calibration.calibrate(id, wanted)));
  }
}
