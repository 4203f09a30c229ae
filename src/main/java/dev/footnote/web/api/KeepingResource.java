package dev.footnote.web.api;

import dev.footnote.access.Caller;
import dev.footnote.access.CurrentCaller;
import dev.footnote.access.Role;
import dev.footnote.keeping.CollectionKeeping;
import dev.footnote.keeping.Keeping;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What is kept of a collection's answers. */
@Path("/api/v1/admin/collections/{collection}/keeping")
@RolesAllowed(Role.ADMINISTER)
@RunOnVirtualThread
@Tag(name = "Administration")
public class KeepingResource {
  private final CollectionKeeping keeping;
  private final CurrentCaller caller;

  KeepingResource(CollectionKeeping keeping, CurrentCaller caller) {
    this.keeping = keeping;
    this.caller = caller;
  }

  /** What is to be kept. */
  public record Request(
      @Schema(
              description =
                  "After how many days answers are erased; left out or null: as configured")
          @Min(value = 1, message = "must be at least 1")
          @Max(value = Keeping.DAYS_MAX, message = "must be at most " + Keeping.DAYS_MAX)
          @Nullable Integer answersKeptDays,
      @Schema(
              description =
                  "Whether e-mail addresses, telephone numbers, IBANs and card numbers that people write are"
                      + " taken out before anything is kept")
          @NotNull(message = "must be true or false")
          @Nullable Boolean redactPersonalData) {}

  /** What was set, by whom and when. */
  public record VersionView(
      int version,
      @Nullable Integer answersKeptDays,
      boolean redactPersonalData,
      @Nullable Instant at,
      @Schema(description = "Name of the key that set it") String by) {
    static VersionView of(Keeping keeping) {
      return new VersionView(
          keeping.version(),
          keeping.answersKeptDays(),
          keeping.redactPersonalData(),
          keeping.setAt(),
          keeping.setBy());
    }
  }

  /**
   * What is kept.
   *
   * @param versions what was set, the newest first: the first one counts; none while all is as
   *     configured
   */
  public record KeepingView(
      @Nullable Integer answersKeptDays, boolean redactPersonalData, List<VersionView> versions) {}

  @GET
  @Operation(
      summary = "Read what is kept of a collection's answers",
      description = "And who has set it when, the newest first.")
  public KeepingView get(@PathParam("collection") String collection) {
    return view(collection.replace('\0', ' '));
  }

  @PUT
  @Operation(
      summary = "Set what is kept of a collection's answers",
      description =
          "As a whole. Answers that are too old are erased within the hour, unless a legal hold keeps"
              + " them. Redaction holds for what is written from now on. The same again makes no new version.")
  public KeepingView put(
      @PathParam("collection") String collection,
      @NotNull(message = "must be an object") @Valid Request body) {
    Caller who = caller.get();
    String name = collection.replace('\0', ' ');
    keeping.put(
        who.tenantId(),
        name,
        body.answersKeptDays(),
        Boolean.TRUE.equals(body.redactPersonalData()),
        who.name());
    return view(name);
  }

  private KeepingView view(String collection) {
    List<Keeping> versions = keeping.versions(caller.get().tenantId(), collection);
    return versions.isEmpty()
        ? new KeepingView(null, false, List.of())
        : new KeepingView(
            versions.getFirst().answersKeptDays(),
            versions.getFirst().redactPersonalData(),
            versions.stream().map(VersionView::of).toList());
  }
}
