package dev.footnote.web.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.footnote.access.CurrentCaller;
import dev.footnote.access.Role;
import dev.footnote.audit.InvalidCursor;
import dev.footnote.document.CollectionStates;
import dev.footnote.document.UnknownCollection;
import dev.footnote.feedback.AnswerFeedback;
import dev.footnote.feedback.ExportFeedback;
import dev.footnote.feedback.FeedbackFilter;
import dev.footnote.feedback.FeedbackOnAnswer;
import dev.footnote.feedback.FeedbackPage;
import dev.footnote.web.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** All feedback, and what a team makes of it. */
@Path("/api/v1/admin/feedback")
@RolesAllowed(Role.ADMINISTER)
@RunOnVirtualThread
@Tag(name = "Evaluation")
public class FeedbackAdminResource {
  private static final String JSON_LINES = "application/jsonl";

  private final AnswerFeedback feedback;
  private final ExportFeedback export;
  private final CollectionStates collections;
  private final CurrentCaller caller;

  FeedbackAdminResource(
      AnswerFeedback feedback,
      ExportFeedback export,
      CollectionStates collections,
      CurrentCaller caller) {
    this.feedback = feedback;
    this.export = export;
    this.collections = collections;
    this.caller = caller;
  }

  /**
   * Feedback, newest first.
   *
   * @param nextCursor where the next page starts; null on the last
   */
  public record Page(List<OnAnswer> feedback, @Nullable String nextCursor) {}

  /** Feedback beside the question and the answer that it is about. */
  public record OnAnswer(
      @JsonUnwrapped FeedbackView feedback,
      @Nullable String collection,
      String question,
      String answer) {

    static OnAnswer of(FeedbackOnAnswer found) {
      return new OnAnswer(
          FeedbackView.of(found.feedback()), found.collection(), found.question(), found.answer());
    }
  }

  /** What an admin may ask for, in the words of the query string. */
  public static class Conditions {
    @Parameter(description = "Given at or after this time")
    @RestQuery
    @Nullable String from;

    @Parameter(description = "Given before this time")
    @RestQuery
    @Nullable String to;

    @RestQuery @Nullable String collection;

    @Parameter(description = "good or bad")
    @RestQuery
    @Nullable String rating;

    @Parameter(description = "Whether it says what would have been right")
    @RestQuery
    @Nullable Boolean corrected;

    @Parameter(description = "Words that comment, corrected answer or question contain")
    @RestQuery
    @Size(max = 1_000, message = "must have at most 1000 characters")
    @Nullable String text;

    @Parameter(description = "Only the last word of each caller and user about an answer")
    @RestQuery
    @DefaultValue("true")
    boolean counting;

    FeedbackFilter toFilter() {
      return new FeedbackFilter(
          Times.parsed("from", from),
          Times.parsed("to", to),
          collection,
          rating == null ? null : FeedbackView.rating("rating", rating),
          corrected,
          text == null ? null : text.replace('\0', ' '),
          counting);
    }
  }

  @GET
  @Operation(summary = "List feedback", description = "The newest first.")
  public Page list(
      @BeanParam @Valid Conditions conditions,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit")
          @DefaultValue("50")
          @Min(value = 1, message = "must be at least 1")
          @Max(value = AnswerFeedback.LIMIT_MAX, message = "must be at most 200")
          int limit) {
    try {
      FeedbackPage page =
          feedback.page(caller.get().tenantId(), conditions.toFilter(), cursor, limit);
      return new Page(page.feedback().stream().map(OnAnswer::of).toList(), page.nextCursor());
    } catch (InvalidCursor e) {
      throw ProblemException.invalid("cursor", String.valueOf(e.getMessage()));
    }
  }

  @GET
  @Path("/golden-set")
  @Produces(JSON_LINES)
  @Operation(
      summary = "Export well-rated answers as a golden set",
      description =
          "JSON Lines that POST /api/v1/admin/golden-sets imports: each answer that more people"
              + " found right than wrong, with what it cites, or with its correction as the answer.")
  public Response goldenSet(
      @QueryParam("collection") @DefaultValue(QuestionRequest.COLLECTION_DEFAULT)
          String collection) {
    return lines(
        collection,
        "golden-set",
        line -> export.goldenSet(caller.get().tenantId(), collection, line));
  }

  @GET
  @Path("/fine-tuning")
  @Produces(JSON_LINES)
  @Operation(
      summary = "Export corrected and well-rated answers for fine-tuning",
      description =
          "JSON Lines in the format of OpenAI's fine-tuning of chat models: what the model was told,"
              + " and the answer that it should have given.")
  public Response fineTuning(
      @QueryParam("collection") @DefaultValue(QuestionRequest.COLLECTION_DEFAULT)
          String collection) {
    return lines(
        collection,
        "fine-tuning",
        line -> export.fineTuning(caller.get().tenantId(), collection, line));
  }

  private Response lines(String collection, String name, Consumer<Consumer<String>> written) {
    boolean known =
        collections.of(caller.get().tenantId()).stream()
            .anyMatch(state -> state.collection().name().equals(collection));
    if (!known) {
      throw new UnknownCollection(collection);
    }
    var text = new StringBuilder();
    written.accept(line -> text.append(line).append('\n'));
    return Response.ok(text.toString(), JSON_LINES + ";charset=utf-8")
        .header("Content-Disposition", "attachment; filename=\"" + name + ".jsonl\"")
        .build();
  }
}
