package dev.footnote.web.api;

import dev.footnote.access.Caller;
import dev.footnote.access.CurrentCaller;
import dev.footnote.access.Role;
import dev.footnote.erasure.ErasedThings;
import dev.footnote.erasure.Erasure;
import dev.footnote.erasure.Erasures;
import dev.footnote.erasure.Hold;
import dev.footnote.erasure.ToErase;
import dev.footnote.web.problem.ProblemException;
import dev.footnote.web.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Erasing what somebody has a right to have erased. */
@Path("/api/v1/admin/erasures")
@RolesAllowed(Role.ADMINISTER)
@RunOnVirtualThread
@Tag(name = "Administration")
public class ErasureResource {
  private final Erasures erasures;
  private final CurrentCaller caller;

  ErasureResource(Erasures erasures, CurrentCaller caller) {
    this.erasures = erasures;
    this.caller = caller;
  }

  /** What to erase: exactly one of the first four. */
  public record Request(
      @Schema(description = "Id of an answer") @Nullable UUID answer,
      @Schema(description = "Name of an API key: all that was asked with it")
          @Size(min = 1, max = 200, message = "must have 1 to 200 characters")
          @Nullable String caller,
      @Schema(description = "A caller's own user: what they said of answers")
          @Size(min = 1, max = 200, message = "must have 1 to 200 characters")
          @Nullable String endUser,
      @Schema(description = "Id of a document that is no longer in its source")
          @Nullable UUID document,
      @NotBlank(message = "must say why")
          @Size(max = 1000, message = "must have at most 1000 characters")
          String reason) {

    ToErase what() {
      List<ToErase> wanted =
          Stream.of(
                  answer == null ? null : new ToErase.Answer(answer),
                  caller == null ? null : new ToErase.Caller(caller),
                  endUser == null ? null : new ToErase.EndUser(endUser),
                  document == null ? null : new ToErase.Document(document))
              .filter(Objects::nonNull)
              .collect(Collectors.toList());
      if (wanted.size() != 1) {
        throw ProblemException.invalid(
            "answer", "Name exactly one of 'answer', 'caller', 'end_user' and 'document'.");
      }
      return wanted.getFirst();
    }
  }

  /**
   * What went, in numbers.
   *
   * @param complete false if there is more: send the same request again
   * @param tombstones what the ledger keeps of it
   */
  public record Reply(
      boolean complete,
      int answers,
      int parts,
      int feedback,
      int conversationTurns,
      int goldenQuestions,
      int versions,
      int chunks,
      int passages,
      int words,
      List<UUID> tombstones) {

    static Reply of(Erasure.Done done) {
      ErasedThings things = done.things();
      return new Reply(
          done.complete(),
          things.answers(),
          things.parts(),
          things.feedback(),
          things.turns(),
          things.golden(),
          things.versions(),
          things.chunks(),
          things.passages(),
          things.words(),
          things.tombstones());
    }
  }

  @POST
  @Operation(
      summary = "Erase answers or a document",
      description =
          "What goes is gone from every table; the ledger keeps ids, times, hashes and a tombstone,"
              + " and still verifies. Sending it again is harmless. A legal hold refuses it.")
  public Reply erase(@NotNull(message = "must be an object") @Valid Request body) {
    Caller who = caller.get();
    return switch (erasures.erase(who.tenantId(), body.what(), who.name(), body.reason().strip())) {
      case Erasure.Done done -> Reply.of(done);
      case Erasure.Held(List<Hold> holds) ->
          throw new ProblemException(
              ProblemType.CONFLICT,
              "A legal hold stands over it, and it is not erased. "
                  + holds.stream()
                      .limit(5)
                      .map(hold -> "%s: %s".formatted(hold.id(), hold.reason()))
                      .collect(Collectors.joining("; ")));
      case Erasure.StillThere(String uri) ->
          throw new ProblemException(
              ProblemType.CONFLICT,
              "Nothing was erased: the document '%s' is still in its source and would come back. Delete or move the file first."
                  .formatted(uri));
      case Erasure.Unknown() ->
          throw new ProblemException(
              ProblemType.NOT_FOUND, "There is no answer and no document with that id.");
    };
  }
}
