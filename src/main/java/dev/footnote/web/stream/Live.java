package dev.footnote.web.stream;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Server-sent events that are made on a virtual thread of their own. A failure before the first
 * event is the request's failure, with its status. When the client leaves, the thread is
 * interrupted. Events that the client has not taken yet are kept: an answer is short.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML Standard,
 *     "Server-sent events"</a>
 */
public final class Live {
  /** Shorter than what proxies take for a dead connection. */
  private static final Duration SILENCE_MAX = Duration.ofSeconds(15);

  private static final Logger LOG = Logger.getLogger(Live.class);

  private final LinkedBlockingQueue<Step> steps = new LinkedBlockingQueue<>();

  private Live() {}

  private sealed interface Step {
    record Said(String event) implements Step {}

    record Ended() implements Step {}

    record Failed(RuntimeException failure) implements Step {}
  }

  /** Takes events to the client. */
  public interface Events {
    /**
     * @param name empty for an event without a name
     * @param data on one line
     */
    void send(String name, String data);
  }

  /**
   * The reply to a request, as soon as there is a first event.
   *
   * @param work makes the events; what it throws after the first one ends them without a word
   */
  public static Response reply(RoutingContext context, Consumer<Events> work) {
    var live = new Live();
    Thread maker = Thread.ofVirtual().name("answer").unstarted(() -> live.make(work));
    context.response().closeHandler(closed -> maker.interrupt());
    maker.start();
    Step first = live.next();
    if (first instanceof Step.Failed(RuntimeException failure)) {
      throw failure;
    }
    StreamingOutput output = out -> live.drain(first, out, maker);
    return Response.ok(output, MediaType.SERVER_SENT_EVENTS_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  private void make(Consumer<Events> work) {
    try {
      work.accept((name, data) -> steps.add(new Step.Said(written(name, data))));
      steps.add(new Step.Ended());
    } catch (RuntimeException e) {
      steps.add(new Step.Failed(e));
    }
  }

  private static String written(String name, String data) {
    return (name.isEmpty() ? "" : "event: " + name + "\n") + "data: " + data + "\n\n";
  }

  private Step next() {
    try {
      return steps.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The service is stopping.", e);
    }
  }

  private void drain(Step first, OutputStream out, Thread maker) {
    @Nullable Step step = first;
    try {
      while (step == null || step instanceof Step.Said) {
        String event = step instanceof Step.Said(String said) ? said : ": waiting\n\n";
        out.write(event.getBytes(StandardCharsets.UTF_8));
        out.flush();
        step = steps.poll(SILENCE_MAX.toSeconds(), TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException gone) {
      LOG.debugf(gone, "A client left before the end of its answer");
    } finally {
      maker.interrupt();
    }
  }
}
