package dev.footnote.web.problem;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The pages that the types of problems point at. */
@Path("/problems")
@PermitAll
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class ProblemPages {

  @CheckedTemplate(basePath = "problem")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance all(List<ProblemType> types);

    static native TemplateInstance explanation(ProblemType type);
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance all() {
    return Templates.all(List.of(ProblemType.values()));
  }

  @GET
  @Path("/{type}")
  @Operation(hidden = true)
  public TemplateInstance explain(@PathParam("type") String type) {
    return ProblemType.bySlug(type)
        .map(Templates::explanation)
        .orElseThrow(
            () ->
                new ProblemException(
                    ProblemType.NOT_FOUND, "There is no type of problem with that name."));
  }
}
