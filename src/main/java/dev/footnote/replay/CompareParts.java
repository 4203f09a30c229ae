package dev.footnote.replay;

import dev.footnote.answer.RemakeAnswer.Remade;
import dev.footnote.audit.LedgerEntry;
import dev.footnote.audit.PromptMessage;
import dev.footnote.audit.Provenance;
import dev.footnote.search.Hit;
import dev.footnote.search.SearchResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Sets what the ledger holds beside what was made again. */
final class CompareParts {
  private CompareParts() {}

  /** Places, order and scores. */
  static Replay.Candidates candidates(List<Provenance.Candidate> then, SearchResult found) {
    Map<Long, Hit> now = new HashMap<>();
    found.hits().forEach(hit -> now.put(hit.chunkId(), hit));
    List<Long> before = then.stream().map(Provenance.Candidate::chunkId).toList();
    List<Long> after = found.hits().stream().map(Hit::chunkId).toList();
    var missing = new ArrayList<>(before);
    missing.removeAll(after);
    var added = new ArrayList<>(after);
    added.removeAll(before);
    var difference =
        new Replay.Difference(
            largest(then, now, Provenance.Candidate::dense, scores -> scores.dense()),
            largest(then, now, Provenance.Candidate::lexical, scores -> scores.lexical()),
            largest(then, now, Provenance.Candidate::name, scores -> scores.name()),
            largest(then, now, Provenance.Candidate::fused, scores -> scores.fused()));
    boolean ordered = before.equals(after) && sameBeforeReranking(then, now);
    return new Replay.Candidates(
        ordered && difference.isNone(),
        before.size(),
        after.size(),
        List.copyOf(missing),
        List.copyOf(added),
        ordered,
        difference);
  }

  private static boolean sameBeforeReranking(List<Provenance.Candidate> then, Map<Long, Hit> now) {
    return then.stream()
        .allMatch(
            candidate -> {
              Hit hit = now.get(candidate.chunkId());
              Hit.Reranked reranked = hit == null ? null : hit.reranked();
              return candidate.rankBefore() == null
                  || reranked == null
                  || candidate.rankBefore() == reranked.rankBefore();
            });
  }

  private static double largest(
      List<Provenance.Candidate> then,
      Map<Long, Hit> now,
      ToDoubleFunction<Provenance.Candidate> before,
      ToDoubleFunction<Hit.Scores> after) {
    double largest = 0;
    for (Provenance.Candidate candidate : then) {
      Hit hit = now.get(candidate.chunkId());
      if (hit != null) {
        largest =
            Math.max(
                largest,
                Math.abs(before.applyAsDouble(candidate) - after.applyAsDouble(hit.scores())));
      }
    }
    return largest;
  }

  /** Texts by hash, and where they stand. */
  static Replay.Evidence evidence(List<Provenance.Passage> then, Remade remade) {
    List<Provenance.Passage> now =
        remade.evidence().stream()
            .map(
                piece ->
                    Provenance.Passage.of(
                        piece.rank(),
                        piece.documentId(),
                        piece.version(),
                        piece.chunkIds(),
                        piece.span().start(),
                        piece.span().end(),
                        piece.text()))
            .toList();
    List<Integer> different =
        IntStream.range(0, Math.max(then.size(), now.size()))
            .filter(i -> i >= then.size() || i >= now.size() || !then.get(i).equals(now.get(i)))
            .mapToObj(i -> i + 1)
            .toList();
    return new Replay.Evidence(different.isEmpty(), then.size(), now.size(), different);
  }

  static Replay.@Nullable Messages messages(List<PromptMessage> then, Remade remade) {
    List<PromptMessage> now = remade.messages();
    return now == null ? null : new Replay.Messages(said(now).equals(said(then)));
  }

  /** Who said what, wherever the ledger keeps it. */
  private static List<PromptMessage> said(List<PromptMessage> messages) {
    return messages.stream()
        .map(message -> new PromptMessage(message.role(), message.text(), null, null))
        .toList();
  }

  static Replay.Answer answer(LedgerEntry entry, Remade remade) {
    boolean text =
        entry.text().equals(remade.text())
            && Objects.equals(entry.provenance().structured(), remade.structured());
    boolean outcome = entry.outcome().equals(remade.outcome());
    boolean citations = entry.citations().equals(remade.citations());
    return new Replay.Answer(
        text && outcome && citations, text, outcome, citations, text ? null : remade.text());
  }
}
