package dev.footnote.replay;

import dev.footnote.answer.RemakeAnswer;
import dev.footnote.answer.RemakeAnswer.Remade;
import dev.footnote.audit.Ledger;
import dev.footnote.audit.LedgerEntry;
import dev.footnote.audit.Provenance;
import dev.footnote.rerank.ConfiguredReranker;
import dev.footnote.search.Comparison;
import dev.footnote.search.PastNotKept;
import dev.footnote.search.SearchResult;
import dev.footnote.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The use case of a replay: an answer of the ledger, made again and compared with itself. */
@ApplicationScoped
public class ReplayAnswer {
  private final Database database;
  private final Ledger ledger;
  private final RemakeAnswer remake;
  private final ConfiguredReranker reranker;
  private final String release;

  ReplayAnswer(
      Database database,
      Ledger ledger,
      RemakeAnswer remake,
      ConfiguredReranker reranker,
      @ConfigProperty(name = "quarkus.application.version", defaultValue = "unknown")
          String release) {
    this.database = database;
    this.ledger = ledger;
    this.remake = remake;
    this.reranker = reranker;
    this.release = release;
  }

  /** The tenant's answer replayed; empty if it has none with that id. */
  public Optional<Replay> replay(int tenantId, UUID answerId) {
    return database
        .read(handle -> ledger.entry(handle, tenantId, answerId))
        .map(
            entry ->
                replay(
                    entry,
                    database
                        .read(handle -> ledger.isIntact(handle, tenantId, answerId))
                        .orElse(false)));
  }

  /** A search made again, beside what was found then. */
  private record Tried(Comparison comparison, SearchResult found, Replay.Candidates candidates) {}

  private Replay replay(LedgerEntry entry, boolean intact) {
    Closest closest;
    try {
      closest = closest(entry);
    } catch (PastNotKept gone) {
      return new Replay(
          entry.id(),
          false,
          entry.watermark(),
          entry.generationId(),
          null,
          null,
          null,
          null,
          null,
          null,
          List.of(Reason.PAST_NOT_KEPT));
    }
    Tried tried = closest.tried();
    Remade remade = remake.answer(entry, tried.found());
    Provenance made = entry.provenance();
    Replay.Evidence evidence = CompareParts.evidence(made.evidence(), remade);
    Replay.Messages messages = CompareParts.messages(made.answerer().messages(), remade);
    Replay.Answer answer = CompareParts.answer(entry, remade);
    boolean identical =
        intact
            && tried.candidates().identical()
            && evidence.identical()
            && (messages == null || messages.identical())
            && answer.identical();
    return new Replay(
        entry.id(),
        identical,
        entry.watermark(),
        entry.generationId(),
        tried.comparison(),
        remake.lookedAgain(entry),
        tried.candidates(),
        evidence,
        messages,
        answer,
        identical ? List.of() : why(entry, closest, intact));
  }

  /**
   * The search as it is usually made; if it brings others, the nearest of all ways to make it.
   *
   * @param approximate whether these ways bring different passages
   */
  private record Closest(Tried tried, boolean approximate) {}

  private Closest closest(LedgerEntry entry) {
    var tries = new ArrayList<Tried>();
    for (Comparison comparison : Comparison.values()) {
      Tried tried = tried(entry, comparison);
      if (tried.candidates().identical()) {
        return new Closest(tried, false);
      }
      tries.add(tried);
    }
    long ways = tries.stream().map(tried -> tried.found().hits()).distinct().count();
    return new Closest(
        Collections.min(tries, Comparator.comparingInt(ReplayAnswer::differing)), ways > 1);
  }

  private Tried tried(LedgerEntry entry, Comparison comparison) {
    Provenance made = entry.provenance();
    SearchResult found = remake.search(entry, made.k(), comparison);
    return new Tried(comparison, found, CompareParts.candidates(made.candidates(), found));
  }

  private static int differing(Tried tried) {
    Replay.Candidates candidates = tried.candidates();
    return 4 * (candidates.missing().size() + candidates.added().size())
        + (candidates.orderIdentical() ? 0 : 2)
        + (candidates.difference().isNone() ? 0 : 1);
  }

  private List<Reason> why(LedgerEntry entry, Closest closest, boolean intact) {
    return new FindReasons(entry, release, reranker, remake.lookedAgain(entry))
        .of(closest.tried().found(), closest.tried().candidates(), closest.approximate(), intact);
  }
}
