package dev.footnote.web.page;

import dev.footnote.access.CurrentCaller;
import dev.footnote.access.Role;
import dev.footnote.evaluation.GoldenQuestion;
import dev.footnote.evaluation.GoldenSets;
import dev.footnote.evaluation.Marks;
import dev.footnote.web.api.EvaluationProblems;
import dev.footnote.web.api.Ids;
import dev.footnote.web.problem.ProblemException;
import dev.footnote.web.problem.ProblemType;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Golden questions from answers, by the sources that somebody marks as right. */
@Path("/answers/{id}/golden-question")
@RolesAllowed(Role.ADMINISTER)
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class GoldenQuestionPages {
  private final GoldenSets sets;
  private final CurrentCaller caller;

  GoldenQuestionPages(GoldenSets sets, CurrentCaller caller) {
    this.sets = sets;
    this.caller = caller;
  }

  @CheckedTemplate(basePath = "page")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance marked(GoldenQuestion question);
  }

  /** Without marks, a question that should be refused: the page marks all footnotes at first. */
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public TemplateInstance mark(
      @PathParam("id") String id,
      @FormParam("golden_set") @DefaultValue("") String goldenSet,
      @FormParam("citation") List<String> citations,
      @FormParam("evidence") List<String> evidence) {
    Marks marks = new Marks(numbers(citations), numbers(evidence));
    return Templates.marked(
        EvaluationProblems.told(
            () ->
                sets.addAnswered(caller.get().tenantId(), Ids.uuid(goldenSet), Ids.uuid(id), marks)
                    .orElseThrow(
                        () ->
                            new ProblemException(
                                ProblemType.NOT_FOUND, "There is no golden set with that id."))));
  }

  private static Set<Integer> numbers(List<String> fields) {
    return fields.stream().map(Ids::number).collect(Collectors.toSet());
  }
}
