package dev.footnote.llm;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A response as it arrives: its head, its lines, its end. The reader asks for the next line when it
 * has dealt with the one before, so that a fast sender fills no memory, and waits for it no longer
 * than it wants to.
 */
final class ReplyLines implements Flow.Subscriber<String> {
  /** What arrives next. */
  sealed interface Event {}

  record Head(int status, HttpHeaders headers) implements Event {}

  record Line(String text) implements Event {}

  record End() implements Event {}

  record Broken(Throwable cause) implements Event {}

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private volatile Flow.@Nullable Subscription subscription;

  /** For the client: puts everything that it receives here. */
  BodyHandler<Boolean> handler() {
    return head -> {
      events.add(new Head(head.statusCode(), head.headers()));
      return BodySubscribers.fromLineSubscriber(this, whole -> true, StandardCharsets.UTF_8, null);
    };
  }

  /** What arrives next; null if nothing does in that time. */
  @Nullable Event next(Duration patience) throws InterruptedException {
    Event event = events.poll(Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS);
    Flow.Subscription lines = subscription;
    if (event instanceof Line && lines != null) {
      lines.request(1);
    }
    return event;
  }

  /** The request itself failed, before or after its head. */
  void failed(Throwable cause) {
    events.add(new Broken(cause));
  }

  /** Ends the connection; the sender notices. */
  void cancel() {
    Flow.Subscription lines = subscription;
    if (lines != null) {
      lines.cancel();
    }
  }

  @Override
  public void onSubscribe(Flow.Subscription lines) {
    subscription = lines;
    lines.request(1);
  }

  @Override
  public void onNext(String line) {
    events.add(new Line(line));
  }

  @Override
  public void onError(Throwable cause) {
    events.add(new Broken(cause));
  }

  @Override
  public void onComplete() {
    events.add(new End());
  }
}
