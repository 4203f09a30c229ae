package dev.footnote.web.api;

import dev.footnote.access.CurrentCaller;
import dev.footnote.access.Role;
import dev.footnote.replay.Replay;
import dev.footnote.replay.ReplayAnswer;
import dev.footnote.web.problem.ProblemException;
import dev.footnote.web.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Answers of the ledger, made again. */
@Path("/api/v1/audit/answers/{id}/replay")
@RolesAllowed(Role.AUDIT)
@RunOnVirtualThread
@Tag(name = "Audit")
public class ReplayResource {
  private final ReplayAnswer replay;
  private final QuestionGate gate;
  private final CurrentCaller caller;

  ReplayResource(ReplayAnswer replay, QuestionGate gate, CurrentCaller caller) {
    this.replay = replay;
    this.gate = gate;
    this.caller = caller;
  }

  @GET
  @Operation(
      summary = "Replay an answer",
      description =
          "The same searches in the collection as it was, the same evidence, the same answer: the reply"
              + " says what came out identical and what did not, and why. An answer that a language"
              + " model wrote is judged again from what the model said then; no model is asked."
              + " Nothing is appended to the ledger, counted or billed.")
  public Replay replay(@PathParam("id") String id) {
    var answer = Ids.uuid(id);
    return gate.admit(() -> replay.replay(caller.get().tenantId(), answer))
        .orElseThrow(
            () -> new ProblemException(ProblemType.NOT_FOUND, "The ledger has no such answer."));
  }
}
