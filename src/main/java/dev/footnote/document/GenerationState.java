package dev.footnote.document;

import dev.footnote.store.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A generation, and how far it is.
 *
 * @param collection name of its collection
 * @param live whether questions run against it
 * @param documents documents it is to hold; 0 once it ended
 * @param pending documents of which it doesn't hold the current version yet
 * @param pendingBytes of their sources
 * @param failed pending documents whose last try failed
 * @param problem why filling does not go on, or what is wrong with one of the failed documents
 * @param work what filling has done so far
 * @param leftLiveAt when another one became live in its place; null while it is live, or never was
 * @param endedAt when it was cancelled or retired
 */
public record GenerationState(
    Scope scope,
    String collection,
    Generation generation,
    State state,
    boolean live,
    Activation activation,
    int documents,
    int pending,
    long pendingBytes,
    int failed,
    @Nullable String problem,
    Work work,
    @Nullable String requestedBy,
    Instant createdAt,
    @Nullable Instant completedAt,
    @Nullable Instant activatedAt,
    @Nullable Instant leftLiveAt,
    @Nullable Instant endedAt) {

  /** From being started to its end. */
  public enum State {
    /** Documents are missing; edits reach it. */
    FILLING,
    /** It holds every document; edits reach it. */
    COMPLETE,
    /** An admin gave it up; its rows go. */
    CANCELLED,
    /** Its time after it was live is over; its rows go. */
    RETIRED;

    /** Whether edits reach it. */
    public boolean maintained() {
      return switch (this) {
        case FILLING, COMPLETE -> true;
        case CANCELLED, RETIRED -> false;
      };
    }
  }

  /** What happens when it becomes complete for the first time. */
  public enum Activation {
    MANUAL,
    WHEN_COMPLETE
  }

  /**
   * What filling did; edits that reached the generation meanwhile don't count.
   *
   * @param bytes of the documents' sources
   * @param millis it took, pauses included
   */
  public record Work(long chunks, long bytes, long millis, long passagesEmbedded) {
    /** Chunks in a second; empty before there is a rate. */
    public Optional<Double> chunksPerSecond() {
      return millis == 0 ? Optional.empty() : Optional.of(chunks * 1000.0 / millis);
    }
  }

  /** Names it across all tenants. */
  public GenerationKey key() {
    return new GenerationKey(scope, generation.id());
  }

  /** How long the rest takes at the rate so far; empty when that can't be told. */
  public Optional<Duration> remaining() {
    if (pending == 0) {
      return Optional.of(Duration.ZERO);
    }
    return work.bytes() == 0 || pendingBytes == 0
        ? Optional.empty()
        : Optional.of(
            Duration.ofMillis(Math.round((double) pendingBytes / work.bytes() * work.millis())));
  }
}
