package dev.footnote.web.api;

import dev.footnote.access.ApiKey;
import dev.footnote.access.ApiKeys;
import dev.footnote.access.CurrentCaller;
import dev.footnote.access.IssuedKey;
import dev.footnote.access.Role;
import dev.footnote.web.problem.ProblemException;
import dev.footnote.web.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** API keys: who has one, making one, taking one back. */
@Path("/api/v1/admin/keys")
@RolesAllowed(Role.ADMINISTER)
@RunOnVirtualThread
@Tag(name = "Administration")
public class KeyResource {
  private final ApiKeys keys;
  private final CurrentCaller caller;

  KeyResource(ApiKeys keys, CurrentCaller caller) {
    this.keys = keys;
    this.caller = caller;
  }

  /** What a new key shall be. */
  public record NewKey(
      @Schema(description = "What the key is for", examples = "Intranet chatbot")
          @NotBlank(message = "must say what the key is for")
          @Size(max = 200, message = "must have at most 200 characters")
          String name,
      @Schema(examples = "reader") @NotNull(message = "must be reader, auditor or admin")
          RoleName role) {}

  /** A role as clients spell it. */
  public enum RoleName {
    reader,
    auditor,
    admin
  }

  /** A key without its secret. */
  public record KeyView(
      UUID id, String name, RoleName role, Instant createdAt, @Nullable Instant revokedAt) {
    static KeyView of(ApiKey key) {
      return new KeyView(
          key.id(),
          key.name(),
          RoleName.valueOf(key.role().id()),
          key.createdAt(),
          key.revokedAt());
    }
  }

  /** A key that was just made, with its secret for this one time. */
  public record IssuedKeyView(
      UUID id,
      String name,
      RoleName role,
      Instant createdAt,
      @Schema(examples = "fn_…", description = "Shown only now; it is not stored") String key) {
    static IssuedKeyView of(IssuedKey issued) {
      KeyView view = KeyView.of(issued.key());
      return new IssuedKeyView(
          view.id(), view.name(), view.role(), view.createdAt(), issued.secret());
    }
  }

  /** All keys of a tenant. */
  public record KeyList(List<KeyView> keys) {}

  @GET
  @Operation(summary = "List the API keys", description = "The newest first, revoked ones last.")
  public KeyList list() {
    return new KeyList(keys.list(caller.get().tenantId()).stream().map(KeyView::of).toList());
  }

  @POST
  @Operation(
      summary = "Make an API key",
      description = "The reply is the only place where the key can ever be read.")
  @APIResponse(responseCode = "201", description = "The key was made.")
  public Response create(@NotNull(message = "must be an object") @Valid NewKey body) {
    Role role = Role.valueOf(body.role().name().toUpperCase(Locale.ROOT));
    IssuedKey issued = keys.issue(caller.get().tenantId(), body.name().strip(), role);
    return Response.status(Response.Status.CREATED).entity(IssuedKeyView.of(issued)).build();
  }

  @DELETE
  @Path("/{id}")
  @Operation(summary = "Revoke an API key", description = "At once and for good.")
  @APIResponse(responseCode = "204", description = "The key is no longer accepted.")
  public void revoke(@PathParam("id") String id) {
    switch (keys.revoke(caller.get().tenantId(), Ids.uuid(id))) {
      case REVOKED -> {}
      case UNKNOWN ->
          throw new ProblemException(
              ProblemType.NOT_FOUND,
              "There is no API key with that id. GET /api/v1/admin/keys lists those there are.");
      case LAST_ADMIN ->
          throw new ProblemException(
              ProblemType.CONFLICT,
              "This is the last valid admin key, and without it nobody could make another. Make a"
                  + " new admin key first.");
    }
  }
}
