package dev.footnote.embed;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * The threads that embed passages. Calls take turns passage by passage, so that one changed
 * paragraph does not wait for a whole book; the queue holds no more than one entry for each thread
 * and waiting caller.
 */
final class PassageWorkers implements AutoCloseable {

  private final int threads;
  private final ExecutorService executor;

  PassageWorkers(int threads) {
    this.threads = threads;
    this.executor =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("footnote-embed-", 1).factory());
  }

  /**
   * The vectors of passages {@code 0} to {@code count - 1}, in that order.
   *
   * @throws EmbeddingUnavailable if one of them fails so, or the caller is interrupted: passages
   *     that are not yet started are then left alone
   */
  List<float[]> embedAll(int count, IntFunction<float[]> embed) {
    Call call = new Call(count, embed);
    try {
      for (int i = 0; i < Math.min(threads, count); i++) {
        executor.execute(call);
      }
      return call.vectors.get();
    } catch (RejectedExecutionException e) {
      throw closed(e);
    } catch (InterruptedException e) {
      call.vectors.cancel(false);
      throw EmbeddingUnavailable.interrupted(e);
    } catch (ExecutionException e) {
      throw switch (e.getCause()) {
        case EmbeddingUnavailable u ->
            new EmbeddingUnavailable(u.remedy(), String.valueOf(u.getMessage()), u);
        case RejectedExecutionException r -> closed(r);
        case null, default -> new IllegalStateException("A passage could not be embedded.", e);
      };
    }
  }

  private static IllegalStateException closed(Throwable cause) {
    return new IllegalStateException("The embedding model is closed.", cause);
  }

  /** One caller's passages; each run embeds the next one and goes to the end of the queue. */
  private final class Call implements Runnable {

    private final IntFunction<float[]> embed;
    private final float[][] done;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger left;
    private final CompletableFuture<List<float[]>> vectors = new CompletableFuture<>();

    Call(int count, IntFunction<float[]> embed) {
      this.embed = embed;
      this.done = new float[count][];
      this.left = new AtomicInteger(count);
    }

    @Override
    public void run() {
      int i = next.getAndIncrement();
      if (i >= done.length || vectors.isDone()) {
        return;
      }
      try {
        done[i] = embed.apply(i);
        if (left.decrementAndGet() == 0) {
          vectors.complete(Arrays.asList(done));
        } else {
          executor.execute(this);
        }
      } catch (Throwable failure) {
        // Whatever it was, somebody waits for it.
        vectors.completeExceptionally(failure);
      }
    }
  }

  /** Waits for passages under way; callers that are not done get {@link IllegalStateException}. */
  @Override
  public void close() {
    executor.close();
  }
}
