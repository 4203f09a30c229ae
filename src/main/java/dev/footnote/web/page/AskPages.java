package dev.footnote.web.page;

import dev.footnote.access.Caller;
import dev.footnote.access.CurrentCaller;
import dev.footnote.access.Role;
import dev.footnote.answer.Answer;
import dev.footnote.answer.AskQuestion;
import dev.footnote.answer.Question;
import dev.footnote.search.AsOf;
import dev.footnote.search.SearchConfig;
import dev.footnote.search.SearchFilter;
import dev.footnote.web.api.QuestionRequest;
import dev.footnote.web.problem.ProblemException;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The page where people ask. */
@Path("/")
@RolesAllowed(Role.READ)
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class AskPages {
  private final AskQuestion ask;
  private final SearchConfig limits;
  private final AskForms forms;
  private final CurrentCaller caller;

  AskPages(AskQuestion ask, SearchConfig limits, AskForms forms, CurrentCaller caller) {
    this.ask = ask;
    this.limits = limits;
    this.forms = forms;
    this.caller = caller;
  }

  @CheckedTemplate(basePath = "page")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance ask(
        AskForms.Form form, String question, @Nullable AnswerView answer);

    static native TemplateInstance answer(AnswerView answer);
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance empty() {
    return Templates.ask(forms.empty(caller.get().tenantId()), "", null);
  }

  /** Answers with the answer alone where htmx asks, and with the whole page otherwise. */
  @POST
  @Path("ask")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public TemplateInstance ask(
      @FormParam("question") @DefaultValue("") String typed,
      @FormParam("as_of") @DefaultValue("") String asOf,
      @FormParam("collection") @DefaultValue(QuestionRequest.COLLECTION_DEFAULT) String collection,
      @HeaderParam("HX-Request") @Nullable String htmx) {
    Caller who = caller.get();
    String question = QuestionRequest.checked(typed, limits.questionCharsMax());
    Question asked =
        new Question(
                who.tenantId(),
                collection,
                question,
                QuestionRequest.K_DEFAULT,
                SearchFilter.NONE,
                who.name())
            .asOf(moment(asOf));
    Answer answer = ask.ask(asked);
    boolean mayAudit = who.role().permissions().contains(Role.AUDIT);
    AnswerView view = AnswerView.of(question, answer, mayAudit);
    return htmx == null
        ? Templates.ask(forms.asked(who.tenantId(), collection, asOf), question, view)
        : Templates.answer(view);
  }

  /** The moment of the form, in UTC; null if the field is empty. */
  private static @Nullable AsOf moment(String typed) {
    try {
      return typed.isBlank()
          ? null
          : new AsOf.Time(LocalDateTime.parse(typed.strip()).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      throw ProblemException.invalid(
          "as_of", "'as_of' must be a date with a time, such as 2026-01-31T12:00.");
    }
  }
}
