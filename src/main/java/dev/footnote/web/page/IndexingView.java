package dev.footnote.web.page;

import dev.footnote.document.CollectionState;
import dev.footnote.document.GenerationState;
import dev.footnote.jobs.ReindexJob;
import dev.footnote.web.api.JobView;
import dev.footnote.web.api.StateNames;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far indexing is, as the panel shows it.
 *
 * @param due documents with work waiting or under way
 * @param done documents of all that need none
 * @param remaining how long the rest takes at the present rate; null if there is none, or no
 *     telling
 * @param job the newest reindex job while it runs; null otherwise
 * @param rebuilds generations that are being filled beside the live one
 * @param alarms sources that can't be read, in sentences
 * @param mayReindex whether the caller may ask for it
 */
public record IndexingView(
    boolean busy,
    int documents,
    int done,
    int due,
    int problems,
    long passages,
    double perSecond,
    @Nullable String remaining,
    @Nullable Instant changedAt,
    @Nullable JobView job,
    List<Rebuild> rebuilds,
    List<String> alarms,
    boolean mayReindex) {

  /**
   * How far a rebuild is.
   *
   * @param remaining null if there is no telling
   * @param problem why it does not go on; null if it does
   */
  public record Rebuild(
      String collection,
      int done,
      int documents,
      @Nullable String remaining,
      @Nullable String problem) {
    static Rebuild of(GenerationState state) {
      return new Rebuild(
          state.collection(),
          Math.max(0, state.documents() - state.pending()),
          state.documents(),
          state.remaining().map(IndexingView::shown).orElse(null),
          state.problem());
    }
  }

  static IndexingView of(
      List<CollectionState> states,
      Optional<ReindexJob> job,
      List<GenerationState> filling,
      Instant now,
      boolean mayReindex) {
    int live = states.stream().mapToInt(state -> state.counts().live()).sum();
    int due = states.stream().mapToInt(state -> state.counts().due()).sum();
    double perSecond = states.stream().mapToDouble(CollectionState::changesPerSecond).sum();
    boolean running = job.isPresent() && !job.get().state().finished();
    return new IndexingView(
        running || states.stream().anyMatch(state -> StateNames.of(state).equals("indexing")),
        live,
        Math.max(0, live - due),
        due,
        states.stream().mapToInt(state -> state.counts().problems()).sum(),
        states.stream().mapToLong(state -> state.collection().live().passagesLive()).sum(),
        perSecond,
        due == 0 || perSecond == 0 ? null : shown(Duration.ofSeconds(Math.round(due / perSecond))),
        states.stream()
            .map(CollectionState::changedAt)
            .filter(Objects::nonNull)
            .max(Instant::compareTo)
            .orElse(null),
        running ? JobView.of(job.get(), now) : null,
        filling.stream().map(Rebuild::of).toList(),
        states.stream()
            .flatMap(state -> state.sources().stream())
            .flatMap(source -> Optional.ofNullable(source.alarm()).stream())
            .toList(),
        mayReindex);
  }

  private static String shown(Duration left) {
    if (left.toSeconds() < 60) {
      return "less than a minute";
    }
    return left.toMinutes() < 90
        ? "about %d min".formatted(left.toMinutes())
        : "about %d h".formatted(Math.round(left.toMinutes() / 60.0));
  }
}
