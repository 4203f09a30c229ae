package dev.footnote.web.stream;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Events that are made on a virtual thread of their own. A failure before the first event is the
 * request's failure, with its status; when the client leaves, the thread is interrupted. Events
 * that the client does not take are kept: an answer is short.
 */
public final class Live {
  private final Sse sse;

  public Live(Sse sse) {
    this.sse = sse;
  }

  /** What the work puts here, in order. */
  public Multi<OutboundSseEvent> events(Consumer<BiConsumer<String, String>> work) {
    return Multi.createFrom()
        .emitter(
            emitter -> {
              Thread thread =
                  Thread.ofVirtual()
                      .name("answer")
                      .unstarted(
                          () -> {
                            try {
                              work.accept((name, data) -> emitter.emit(event(name, data)));
                              emitter.complete();
                            } catch (RuntimeException e) {
                              emitter.fail(e);
                            }
                          });
              emitter.onTermination(thread::interrupt);
              thread.start();
            },
            BackPressureStrategy.BUFFER);
  }

  /** An event; one without a name if that is empty. */
  private OutboundSseEvent event(String name, String data) {
    OutboundSseEvent.Builder event = sse.newEventBuilder();
    if (!name.isEmpty()) {
      event.name(name);
    }
    return event.mediaType(MediaType.TEXT_PLAIN_TYPE).data(String.class, data).build();
  }
}
