package dev.footnote.web.page;

import dev.footnote.access.Caller;
import dev.footnote.access.CurrentCaller;
import dev.footnote.access.Role;
import dev.footnote.document.CollectionState;
import dev.footnote.document.CollectionStates;
import dev.footnote.index.Generations;
import dev.footnote.jobs.ReindexJobs;
import dev.footnote.jobs.ReindexRequest;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The live part of the documents page: how far indexing is, and the button that starts it. */
@Path("/indexing")
@RolesAllowed(Role.READ)
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class IndexingPanel {
  private final CollectionStates states;
  private final ReindexJobs jobs;
  private final Generations generations;
  private final CurrentCaller caller;
  private final InstantSource time;

  IndexingPanel(
      CollectionStates states,
      ReindexJobs jobs,
      Generations generations,
      CurrentCaller caller,
      InstantSource time) {
    this.states = states;
    this.jobs = jobs;
    this.generations = generations;
    this.caller = caller;
    this.time = time;
  }

  @CheckedTemplate(basePath = "page")
  static final class Templates {
    private Templates() {}

    static native TemplateInstance indexing(IndexingView indexing);
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance show() {
    return Templates.indexing(view());
  }

  @POST
  @RolesAllowed(Role.ADMINISTER)
  @Operation(hidden = true)
  public Response reindex(@HeaderParam("HX-Request") @Nullable String htmx) {
    Caller who = caller.get();
    for (CollectionState state : states.of(who.tenantId())) {
      jobs.start(
          state.collection().scope(),
          new ReindexRequest(null, null, null, false),
          null,
          who.name());
    }
    return htmx == null
        ? Response.seeOther(URI.create("/documents")).build()
        : Response.ok(Templates.indexing(view())).build();
  }

  IndexingView view() {
    Caller who = caller.get();
    return IndexingView.of(
        states.of(who.tenantId()),
        jobs.newest(who.tenantId(), 1).stream().findFirst(),
        generations.filling(who.tenantId()),
        time.instant(),
        who.role().permissions().contains(Role.ADMINISTER));
  }
}
