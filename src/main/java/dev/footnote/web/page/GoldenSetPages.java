package dev.footnote.web.page;

import dev.footnote.access.Caller;
import dev.footnote.access.CurrentCaller;
import dev.footnote.access.Role;
import dev.footnote.evaluation.GoldenSets;
import dev.footnote.evaluation.Imported;
import dev.footnote.web.api.EvaluationProblems;
import dev.footnote.web.api.QuestionRequest;
import dev.footnote.web.problem.ProblemException;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Golden sets from a file. */
@Path("/evaluations/golden-sets")
@RolesAllowed(Role.ADMINISTER)
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class GoldenSetPages {
  private final GoldenSets sets;
  private final CurrentCaller caller;

  GoldenSetPages(GoldenSets sets, CurrentCaller caller) {
    this.sets = sets;
    this.caller = caller;
  }

  @CheckedTemplate(basePath = "page")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance imported(Imported imported);
  }

  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Operation(hidden = true)
  public TemplateInstance upload(
      @RestForm("collection") @DefaultValue(QuestionRequest.COLLECTION_DEFAULT) String collection,
      @RestForm("name") @DefaultValue("") String name,
      @RestForm("file") @Nullable FileUpload file) {
    Caller who = caller.get();
    String lines = text(file);
    return Templates.imported(
        EvaluationProblems.told(
            () -> sets.importLines(who.tenantId(), collection, name, lines, who.name())));
  }

  private static String text(@Nullable FileUpload file) {
    if (file == null) {
      throw ProblemException.invalid("file", "Choose a file with a question on each line.");
    }
    try {
      return Files.readString(file.uploadedFile());
    } catch (CharacterCodingException e) {
      throw ProblemException.invalid("file", "The file is not text in UTF-8.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
