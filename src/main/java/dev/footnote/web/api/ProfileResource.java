package dev.footnote.web.api;

import dev.footnote.access.Caller;
import dev.footnote.access.CurrentCaller;
import dev.footnote.access.Role;
import dev.footnote.profile.AnswerProfile;
import dev.footnote.profile.AnswerSettings;
import dev.footnote.profile.EditProfiles;
import dev.footnote.profile.ProfileRefused;
import dev.footnote.profile.ProfileSettings;
import dev.footnote.profile.ProfileVersion;
import dev.footnote.profile.Profiles;
import dev.footnote.profile.TooManyProfiles;
import dev.footnote.web.problem.FieldError;
import dev.footnote.web.problem.ProblemException;
import dev.footnote.web.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Answer profiles: how a collection's answers are made, under a name. */
@Path("/api/v1/admin/collections/{collection}/profiles")
@RolesAllowed(Role.ADMINISTER)
@RunOnVirtualThread
@Tag(name = "Administration")
public class ProfileResource {
  private final EditProfiles edit;
  private final Profiles profiles;
  private final CurrentCaller caller;

  ProfileResource(EditProfiles edit, Profiles profiles, CurrentCaller caller) {
    this.edit = edit;
    this.profiles = profiles;
    this.caller = caller;
  }

  /**
   * A profile.
   *
   * @param settings what it sets
   * @param effective how answers are made: what it sets, and the configuration elsewhere
   */
  public record ProfileView(
      @Schema(examples = "default") String name,
      @Schema(description = "From 1; 0 while the configuration alone decides") int version,
      ProfileSettings settings,
      AnswerSettings effective,
      @Nullable Instant at,
      @Schema(description = "Name of the key that set it") String by) {}

  /** A collection's profiles. */
  public record ProfileList(List<ProfileView> profiles) {}

  /**
   * A version of a profile.
   *
   * @param settings null for the version that deleted it
   */
  public record VersionView(
      int version, @Nullable ProfileSettings settings, Instant at, String by) {
    static VersionView of(ProfileVersion version) {
      return new VersionView(version.version(), version.settings(), version.at(), version.by());
    }
  }

  /** Some versions of a profile, the newest first. */
  public record VersionPage(List<VersionView> versions, @Nullable String nextCursor) {}

  @GET
  @Operation(
      summary = "List a collection's answer profiles",
      description = "The default one first; it is always there.")
  public ProfileList list(@PathParam("collection") String collection) {
    return new ProfileList(
        edit.list(caller.get().tenantId(), collection.replace('\0', ' ')).stream()
            .map(this::view)
            .toList());
  }

  @GET
  @Path("/{profile}")
  @Operation(
      summary = "Read an answer profile",
      description = "What it sets, and how answers are made with it.")
  public ProfileView get(
      @PathParam("collection") String collection, @PathParam("profile") String profile) {
    return edit.get(
            caller.get().tenantId(), collection.replace('\0', ' '), profile.replace('\0', ' '))
        .map(this::view)
        .orElseThrow(ProfileResource::unknown);
  }

  @PUT
  @Path("/{profile}")
  @Operation(
      summary = "Set an answer profile",
      description =
          "As a whole: a setting that is left out is as the configuration says. It holds from the"
              + " next question on. The same settings again make no new version.")
  public ProfileView put(
      @PathParam("collection") String collection,
      @PathParam("profile") String profile,
      @NotNull(message = "must be an object; {} leaves everything to the configuration")
          ProfileSettings body) {
    Caller who = caller.get();
    try {
      return view(
          edit.put(who.tenantId(), collection.replace('\0', ' '), profile, body, who.name()));
    } catch (ProfileRefused refused) {
      throw new ProblemException(
          ProblemType.INVALID_INPUT,
          String.valueOf(refused.getMessage()),
          refused.faults().stream()
              .map(fault -> new FieldError(fault.field(), fault.detail()))
              .toList());
    } catch (TooManyProfiles tooMany) {
      throw new ProblemException(ProblemType.CONFLICT, String.valueOf(tooMany.getMessage()));
    }
  }

  @DELETE
  @Path("/{profile}")
  @Operation(
      summary = "Delete an answer profile",
      description =
          "Its versions stay readable. The default one is then as the configuration says.")
  @APIResponse(responseCode = "204", description = "It is deleted.")
  public void delete(
      @PathParam("collection") String collection, @PathParam("profile") String profile) {
    Caller who = caller.get();
    if (!edit.delete(
        who.tenantId(), collection.replace('\0', ' '), profile.replace('\0', ' '), who.name())) {
      throw unknown();
    }
  }

  @GET
  @Path("/{profile}/versions")
  @Operation(
      summary = "List an answer profile's versions",
      description = "The newest first; a version without settings deleted the profile.")
  public VersionPage versions(
      @PathParam("collection") String collection,
      @PathParam("profile") String profile,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit")
          @DefaultValue("50")
          @Min(value = 1, message = "must be at least 1")
          @Max(value = EditProfiles.LIMIT_MAX, message = "must be at most 200")
          int limit) {
    List<VersionView> versions =
        edit
            .versions(
                caller.get().tenantId(),
                collection.replace('\0', ' '),
                profile.replace('\0', ' '),
                below(cursor),
                limit)
            .stream()
            .map(VersionView::of)
            .toList();
    if (versions.isEmpty() && cursor == null && !profile.equals(AnswerProfile.DEFAULT)) {
      throw unknown();
    }
    boolean last = versions.isEmpty() || versions.getLast().version() == 1;
    return new VersionPage(versions, last ? null : Integer.toString(versions.getLast().version()));
  }

  private ProfileView view(AnswerProfile profile) {
    return new ProfileView(
        profile.name(),
        profile.version(),
        profile.settings(),
        profiles.effective(profile),
        profile.at(),
        profile.by());
  }

  private static @Nullable Integer below(@Nullable String cursor) {
    if (cursor != null && !cursor.matches("[1-9]\\d{0,8}")) {
      throw ProblemException.invalid("cursor", "must be the next_cursor of an earlier reply.");
    }
    return cursor == null ? null : Integer.valueOf(cursor);
  }

  private static ProblemException unknown() {
    return new ProblemException(
        ProblemType.NOT_FOUND,
        "The collection has no answer profile of that name. GET .../profiles lists those there are.");
  }
}
