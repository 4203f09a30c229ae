package dev.footnote.staleness;

import dev.footnote.audit.CitationStatus;
import dev.footnote.document.CollectionRepository;
import dev.footnote.document.Moment;
import dev.footnote.history.CitedSpan;
import dev.footnote.history.Standings;
import dev.footnote.jobs.Regularly;
import dev.footnote.staleness.ProgressRepository.NewCitation;
import dev.footnote.store.Database;
import dev.footnote.store.Scope;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Follows what becomes of cited spans: every change of a cited document, in the order of the
 * watermarks, and every new answer. Each step is one transaction that moves on the progress and
 * writes what came of it, so that it happens once, whenever a process dies; a lock lets one process
 * do it at a time. Work follows the cited spans, however many answers cite them.
 *
 * <p>The order within a step is what misses nothing. New answers are read before the watermark is:
 * whatever an answer cites was committed before the answer, so it lies below that watermark.
 * Changes up to there are followed, and each new answer is brought from its own watermark to that
 * one, so that an answer which saw the documents before an edit and was kept after it is told of.
 */
@ApplicationScoped
public class FollowCitations {
  private static final Duration FORGET_EVERY = Duration.ofMinutes(1);

  private final Database database;
  private final ProgressRepository progress;
  private final CitedSpanRepository spans;
  private final CollectionRepository collections;
  private final Regularly regularly;
  private final StalenessConfig config;
  private final InstantSource clock;

  FollowCitations(
      Database database,
      ProgressRepository progress,
      CitedSpanRepository spans,
      CollectionRepository collections,
      Regularly regularly,
      StalenessConfig config,
      InstantSource clock) {
    this.database = database;
    this.progress = progress;
    this.spans = spans;
    this.collections = collections;
    this.regularly = regularly;
    this.config = config;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    database.change(progress::forgetOrphans);
    regularly.run("what became of citations", config.every(), this::catchUp);
    regularly.run("old events of the feed", FORGET_EVERY, this::forget);
  }

  private void forget() {
    Instant before = clock.instant().minus(config.eventsKept());
    database.change(handle -> spans.forget(handle, before, config.forgetMax()));
  }

  /**
   * Follows all that is there now, unless another process does. A collection that fails is tried
   * again the next time and keeps no other from being followed.
   */
  public void catchUp() {
    List<Scope> behind = database.read(progress::behind);
    RuntimeException failed = null;
    for (Scope scope : behind) {
      try {
        boolean more = true;
        while (more) {
          more = database.write(handle -> step(handle, scope));
        }
      } catch (RuntimeException e) {
        failed = e;
      }
    }
    if (failed != null) {
      throw failed;
    }
  }

  /** Follows some of a collection; whether there is more. */
  boolean step(Handle handle, Scope scope) {
    if (!progress.lock(handle)) {
      return false;
    }
    List<UUID> unread = progress.unread(handle, scope, config.answersMax());
    long target = collections.watermark(handle, scope);
    long followed = progress.followed(handle, scope).orElse(target);
    List<NewCitation> citations = progress.citations(handle, scope, unread);
    Set<UUID> ahead =
        citations.stream()
            .filter(citation -> citation.watermark() > followed)
            .map(NewCitation::answer)
            .collect(Collectors.toSet());
    var standings = new Standings(handle);
    // First those that saw no more than was followed, so that the changes are told to all at once.
    admit(handle, standings, citations, answer -> !ahead.contains(answer), followed);
    progress.read(handle, scope, unread.stream().filter(id -> !ahead.contains(id)).toList());
    List<DocumentTurn> turns = progress.turns(handle, scope, followed, target, config.changesMax());
    turns.forEach(turn -> turn(handle, standings, turn));
    if (turns.size() == config.changesMax()) {
      progress.follow(handle, scope, turns.getLast().moment().watermark());
      return true;
    }
    progress.follow(handle, scope, target);
    admit(handle, standings, citations, ahead::contains, target);
    progress.read(handle, scope, List.copyOf(ahead));
    return unread.size() == config.answersMax();
  }

  private void turn(Handle handle, Standings standings, DocumentTurn turn) {
    for (FollowedSpan span : spans.of(handle, turn.document())) {
      SpanState now = state(standings, span.span(), turn);
      if (now.status() != span.status()) {
        spans.tell(handle, span, span.status(), now, turn.moment(), null);
      }
      spans.update(handle, span.id(), now, turn.moment());
    }
  }

  private static SpanState state(Standings standings, CitedSpan span, DocumentTurn turn) {
    return SpanState.of(standings.of(span, turn.state()), turn.state(), span.start(), span.end());
  }

  /** A status that a span lost at a moment, and what it was from then on. */
  private record Change(CitationStatus from, SpanState to, Moment moment) {}

  private void admit(
      Handle handle,
      Standings standings,
      List<NewCitation> citations,
      Predicate<UUID> which,
      long target) {
    Map<CitedSpan, List<NewCitation>> bySpan = new LinkedHashMap<>();
    citations.stream()
        .filter(citation -> which.test(citation.answer()))
        .forEach(
            citation ->
                bySpan.computeIfAbsent(citation.span(), any -> new ArrayList<>()).add(citation));
    bySpan.forEach((span, citing) -> admit(handle, standings, span, citing, target));
  }

  private void admit(
      Handle handle, Standings standings, CitedSpan span, List<NewCitation> citing, long target) {
    NewCitation first = citing.getFirst();
    for (NewCitation citation : citing) {
      first = citation.watermark() < first.watermark() ? citation : first;
    }
    var state = progress.at(handle, span.document(), first.watermark());
    SpanState now = SpanState.of(standings.of(span, state), state, span.start(), span.end());
    var since = new Moment(first.watermark(), first.at());
    var changes = new ArrayList<Change>();
    for (DocumentTurn turn : progress.turns(handle, span.document(), first.watermark(), target)) {
      SpanState next = state(standings, span, turn);
      if (next.status() != now.status()) {
        changes.add(new Change(now.status(), next, turn.moment()));
        since = turn.moment();
      }
      now = next;
    }
    var known = spans.find(handle, span);
    if (known.isEmpty()) {
      FollowedSpan added = spans.add(handle, span, now, since);
      changes.forEach(
          change -> spans.tell(handle, added, change.from, change.to, change.moment, null));
      return;
    }
    // What became of the span was told already, when nobody knew of these answers.
    var told = new HashSet<UUID>();
    for (NewCitation late : citing) {
      if (!told.add(late.answer())) {
        continue;
      }
      changes.stream()
          .filter(change -> change.moment.watermark() > late.watermark())
          .forEach(
              change ->
                  spans.tell(
                      handle, known.get(), change.from, change.to, change.moment, late.answer()));
    }
  }
}
