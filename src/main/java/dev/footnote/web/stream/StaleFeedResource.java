package dev.footnote.web.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footnote.access.CurrentCaller;
import dev.footnote.access.Role;
import dev.footnote.staleness.StaleEvent;
import dev.footnote.staleness.StaleFeed;
import dev.footnote.staleness.StalenessConfig;
import dev.footnote.web.api.ApiJson;
import dev.footnote.web.problem.ProblemException;
import dev.footnote.web.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The feed of what became of what answers cite: page by page, or as it happens. */
@Path("/api/v1/audit/stale")
@RolesAllowed(Role.AUDIT)
@ApplicationScoped
@Tag(name = "Audit")
public class StaleFeedResource {
  private static final ObjectMapper JSON = new ApiJson().getContext(StaleEvent.class);

  /** Shorter than what proxies take for a dead connection. */
  private static final Duration SILENCE_MAX = Duration.ofSeconds(15);

  private static final int BATCH = 50;

  private static final Logger LOG = Logger.getLogger(StaleFeedResource.class);

  private final StaleFeed feed;
  private final StalenessConfig config;
  private final CurrentCaller caller;
  private final ServiceEnd end;
  private final Semaphore streams;

  StaleFeedResource(StaleFeed feed, StalenessConfig config, CurrentCaller caller, ServiceEnd end) {
    this.feed = feed;
    this.config = config;
    this.caller = caller;
    this.end = end;
    this.streams = new Semaphore(config.streamsMax());
  }

  /**
   * Events in order.
   *
   * @param nextCursor where to go on, now or later; always there
   */
  public record StalePage(List<StaleEvent> events, String nextCursor) {}

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @RunOnVirtualThread
  @Operation(
      summary = "Read what became of what answers cite",
      description =
          "Events, the oldest first: a cited text moved, was superseded, was deleted, or is current"
              + " again. With Accept: text/event-stream as server-sent events, from the event after"
              + " Last-Event-ID on, or from now on.")
  public StalePage page(
      @Parameter(description = "The next_cursor of the page before; the first event by default")
          @QueryParam("cursor")
          @Nullable String cursor,
      @QueryParam("limit")
          @DefaultValue("50")
          @Min(value = 1, message = "must be at least 1")
          @Max(value = StaleFeed.LIMIT_MAX, message = "must be at most 200")
          int limit) {
    long after = cursor == null ? 0 : number("cursor", cursor);
    List<StaleEvent> events = feed.after(caller.get().tenantId(), after, limit);
    return new StalePage(events, Long.toString(events.isEmpty() ? after : events.getLast().id()));
  }

  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS + ";qs=0.5")
  @RunOnVirtualThread
  @Operation(hidden = true)
  public Response stream(
      @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
      @QueryParam("cursor") @Nullable String cursor) {
    int tenant = caller.get().tenantId();
    String from = lastEventId == null ? cursor : lastEventId;
    long after = from == null ? feed.newest(tenant) : number("Last-Event-ID", from);
    if (streams.availablePermits() == 0) {
      throw new ProblemException(
          ProblemType.OVERLOADED,
          "%d clients read this feed as a stream, which is as many as may. Read it page by page."
              .formatted(config.streamsMax()));
    }
    // Counted where it is freed, since a client may leave before the first byte is asked for.
    StreamingOutput output =
        out -> {
          if (streams.tryAcquire()) {
            try {
              follow(tenant, after, out);
            } catch (IOException gone) {
              LOG.debugf(gone, "A reader of the feed left");
            } finally {
              streams.release();
            }
          }
        };
    return Response.ok(output, MediaType.SERVER_SENT_EVENTS_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  private void follow(int tenant, long after, OutputStream out) throws IOException {
    long last = after;
    long spokenNs = System.nanoTime();
    write(out, ": what became of what answers cite\n\n");
    while (!end.isNear()) {
      List<StaleEvent> events = feed.after(tenant, last, BATCH);
      for (StaleEvent event : events) {
        write(out, written(event));
        last = event.id();
      }
      long now = System.nanoTime();
      if (!events.isEmpty()) {
        spokenNs = now;
      } else if (now - spokenNs > SILENCE_MAX.toNanos()) {
        // Also how a client is noticed that has left.
        write(out, ": waiting\n\n");
        spokenNs = now;
      }
      if (events.isEmpty() && !paused()) {
        return;
      }
    }
  }

  private boolean paused() {
    try {
      Thread.sleep(config.streamEvery());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String written(StaleEvent event) throws JsonProcessingException {
    return "id: %d\nevent: %s\ndata: %s\n\n"
        .formatted(
            event.id(), event.to().name().toLowerCase(Locale.ROOT), JSON.writeValueAsString(event));
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static long number(String field, String text) {
    if (!text.matches("\\d{1,18}")) {
      throw ProblemException.invalid(
          field, "'%s' must be the id of an event, or a cursor that a page gave.".formatted(field));
    }
    return Long.parseLong(text);
  }
}
