package dev.footnote.web.page;

import dev.footnote.access.Role;
import dev.footnote.feedback.AnswerFeedback;
import dev.footnote.web.api.FeedbackResource;
import dev.footnote.web.api.FeedbackView;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What people say of an answer, from the form under it. */
@Path("/answers/{id}/feedback")
@RolesAllowed(Role.READ)
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class FeedbackPages {
  private final FeedbackResource feedback;

  FeedbackPages(FeedbackResource feedback) {
    this.feedback = feedback;
  }

  @CheckedTemplate(basePath = "page")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance feedback(FeedbackForm form);

    static native TemplateInstance thanks(FeedbackForm form);
  }

  /** Shows the form again, with what was said: alone where htmx asks, else as a page. */
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public TemplateInstance give(
      @PathParam("id") String id,
      @FormParam("rating") @DefaultValue("") String rating,
      @FormParam("comment")
          @DefaultValue("")
          @Size(
              max = AnswerFeedback.COMMENT_CHARS_MAX,
              message = "must have at most 4000 characters")
          String comment,
      @FormParam("corrected_answer")
          @DefaultValue("")
          @Size(
              max = AnswerFeedback.CORRECTION_CHARS_MAX,
              message = "must have at most 20000 characters")
          String corrected,
      @HeaderParam("HX-Request") @Nullable String htmx) {
    var said =
        new FeedbackResource.Said(FeedbackView.rating("rating", rating), comment, corrected, null);
    FeedbackForm form = FeedbackForm.of(feedback.given(id, said));
    return htmx == null ? Templates.thanks(form) : Templates.feedback(form);
  }
}
