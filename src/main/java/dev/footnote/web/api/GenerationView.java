package dev.footnote.web.api;

import dev.footnote.document.GenerationState;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A generation and how far it is.
 *
 * @param chunker version of the chunker with its settings; the first number is the mean size
 * @param passages passages that its current chunks show
 * @param chunksPerSecond while it is filled, pauses included; null before there is a rate
 * @param remainingSeconds at the rate so far; null when that can't be told
 * @param problem why filling does not go on at present; null if it does
 * @param leftLiveAt when another one became live in its place
 */
public record GenerationView(
    String id,
    String collection,
    @Schema(examples = "filling") String state,
    boolean live,
    String embeddingModel,
    int dimensions,
    String chunker,
    @Schema(examples = "when_complete") String activate,
    Documents documents,
    long passages,
    long chunksFilled,
    long passagesEmbedded,
    @Nullable Double chunksPerSecond,
    @Nullable Double remainingSeconds,
    @Nullable String problem,
    @Nullable String requestedBy,
    Instant createdAt,
    @Nullable Instant completedAt,
    @Nullable Instant activatedAt,
    @Nullable Instant leftLiveAt,
    @Nullable Instant endedAt) {

  /**
   * Documents of the collection.
   *
   * @param done held in their current version
   * @param failed not held yet because the last try failed
   */
  public record Documents(int total, int done, int failed) {}

  /** The view of a generation. */
  public static GenerationView of(GenerationState state) {
    boolean filling = state.state() == GenerationState.State.FILLING;
    return new GenerationView(
        Integer.toString(state.generation().id()),
        state.collection(),
        name(state.state()),
        state.live(),
        state.generation().modelName(),
        state.generation().dimensions(),
        state.generation().chunker(),
        name(state.activation()),
        new Documents(
            state.documents(), Math.max(0, state.documents() - state.pending()), state.failed()),
        state.generation().passagesLive(),
        state.work().chunks(),
        state.work().passagesEmbedded(),
        filling ? state.work().chunksPerSecond().orElse(null) : null,
        filling
            ? state.remaining().map(Duration::toMillis).map(millis -> millis / 1000.0).orElse(null)
            : null,
        state.problem(),
        state.requestedBy(),
        state.createdAt(),
        state.completedAt(),
        state.activatedAt(),
        state.leftLiveAt(),
        state.endedAt());
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
