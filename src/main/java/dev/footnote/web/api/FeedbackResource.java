package dev.footnote.web.api;

import dev.footnote.access.Caller;
import dev.footnote.access.CurrentCaller;
import dev.footnote.access.Role;
import dev.footnote.feedback.AnswerFeedback;
import dev.footnote.feedback.Author;
import dev.footnote.feedback.Feedback;
import dev.footnote.feedback.Rating;
import dev.footnote.feedback.TooMuchFeedback;
import dev.footnote.web.problem.ProblemException;
import dev.footnote.web.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What people say of an answer. */
@Path("/api/v1/answers/{id}/feedback")
@RolesAllowed(Role.READ)
@RunOnVirtualThread
@Tag(name = "Questions")
public class FeedbackResource {
  private final AnswerFeedback feedback;
  private final CurrentCaller caller;

  FeedbackResource(AnswerFeedback feedback, CurrentCaller caller) {
    this.feedback = feedback;
    this.caller = caller;
  }

  /** Feedback on one answer, newest first. */
  public record FeedbackList(List<FeedbackView> feedback) {}

  /**
   * What is said of an answer.
   *
   * @param user null if the caller speaks for nobody else
   */
  public record Said(
      @Schema(description = "Whether the answer was right: good or bad")
          @NotNull(message = "must be good or bad")
          Rating rating,
      @Schema(description = "Why")
          @Nullable
          @Size(
              max = AnswerFeedback.COMMENT_CHARS_MAX,
              message = "must have at most 4000 characters")
          String comment,
      @Schema(description = "What would have been right")
          @Nullable
          @Size(
              max = AnswerFeedback.CORRECTION_CHARS_MAX,
              message = "must have at most 20000 characters")
          String correctedAnswer,
      @Schema(
              description =
                  "For whom your application speaks, in its own words; feedback of several users of"
                      + " one key counts for each")
          @Nullable
          @Size(
              max = AnswerFeedback.END_USER_CHARS_MAX,
              message = "must have at most 200 characters")
          String user) {}

  @POST
  @Operation(
      summary = "Say whether an answer was right",
      description =
          "Entries are only added: what the same key and user said of the answer before is kept and"
              + " no longer counts.")
  @APIResponse(responseCode = "201", description = "It was taken down.")
  public Response give(
      @PathParam("id") String id,
      @NotNull(message = "must be an object with rating") @Valid Said body) {
    return Response.status(Response.Status.CREATED)
        .entity(FeedbackView.of(given(id, body)))
        .build();
  }

  @GET
  @Operation(
      summary = "List what was said of an answer",
      description =
          "The newest first. A reader sees what the same key said; an auditor everything.")
  public FeedbackList list(@PathParam("id") String id) {
    Caller who = caller.get();
    return new FeedbackList(
        feedback
            .on(
                who.tenantId(),
                Ids.uuid(id),
                !who.role().permissions().contains(Role.AUDIT),
                who.keyId())
            .orElseThrow(FeedbackResource::unknown)
            .stream()
            .map(FeedbackView::of)
            .toList());
  }

  /** Takes feedback down for the caller at hand. */
  public Feedback given(String id, Said said) {
    Caller who = caller.get();
    String user = words(said.user());
    try {
      return feedback
          .give(
              who.tenantId(),
              Ids.uuid(id),
              new Author(who.keyId(), who.name(), user == null ? "" : user),
              said.rating(),
              words(said.comment()),
              words(said.correctedAnswer()))
          .orElseThrow(FeedbackResource::unknown);
    } catch (TooMuchFeedback e) {
      throw new ProblemException(ProblemType.CONFLICT, String.valueOf(e.getMessage()));
    }
  }

  /** The text as PostgreSQL can store it; null if there is none. */
  private static @Nullable String words(@Nullable String text) {
    String words = text == null ? "" : text.replaceAll("[\\x00\\p{Cs}]", " ").strip();
    return words.isEmpty() ? null : words;
  }

  private static ProblemException unknown() {
    return new ProblemException(ProblemType.NOT_FOUND, "There is no answer with that id.");
  }
}
