package dev.footnote.search;

import dev.footnote.document.DocumentCollection;
import dev.footnote.search.Absence.Best;
import dev.footnote.search.Absence.Named;
import dev.footnote.search.AbsenceRepository.Standing;
import dev.footnote.search.CandidateRepository.Probe;
import dev.footnote.search.ScoreFusion.Ranked;
import dev.footnote.store.Json;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Says why a document is not among the hits of a search, from the search's own snapshot: what it
 * says holds for the very hits that it belongs to.
 */
@ApplicationScoped
class ExplainAbsence {
  private final AbsenceRepository repository;
  private final CandidateRepository candidateRepository;
  private final PlaceRepository placeRepository;
  private final DocumentNames names;
  private final SearchConfig config;

  ExplainAbsence(
      AbsenceRepository repository,
      CandidateRepository candidateRepository,
      PlaceRepository placeRepository,
      DocumentNames names,
      SearchConfig config) {
    this.repository = repository;
    this.candidateRepository = candidateRepository;
    this.placeRepository = placeRepository;
    this.names = names;
    this.config = config;
  }

  /**
   * Why it is absent.
   *
   * @param asked id or uri of a document
   */
  Absence explain(Handle handle, String asked, Searched searched) {
    DocumentCollection collection = searched.found().snapshot().collection();
    String named = asked.replace('\0', ' ').strip();
    List<Standing> all = repository.named(handle, collection, named);
    List<Standing> live = all.stream().filter(each -> !each.state().equals("removed")).toList();
    if (all.isEmpty()) {
      return new Absence.NotInCollection(named);
    }
    if (live.isEmpty()) {
      return new Absence.Removed(all.getFirst().document());
    }
    if (live.size() > 1) {
      return new Absence.Ambiguous(named, live.stream().map(each -> each.document().id()).toList());
    }
    Named document = live.getFirst().document();
    if (!live.getFirst().state().equals("indexed")) {
      return new Absence.NotIndexed(document);
    }
    List<String> unmet = unmet(handle, collection, document, searched.query().filter());
    return unmet.isEmpty()
        ? ofIndexed(handle, document, searched)
        : new Absence.FilteredOut(document, unmet);
  }

  /** The filter's conditions that the document does not meet. */
  private List<String> unmet(
      Handle handle, DocumentCollection collection, Named document, SearchFilter filter) {
    var each = new LinkedHashMap<String, SearchFilter>();
    filter
        .metadata()
        .forEach(
            (name, value) ->
                each.put(
                    "metadata.%s: %s".formatted(name, Json.write(value)),
                    new SearchFilter(Map.of(name, value), null, List.of())));
    if (filter.path() != null) {
      each.put("path: " + filter.path(), new SearchFilter(Map.of(), filter.path(), List.of()));
    }
    if (!filter.formats().isEmpty()) {
      each.put(
          "formats: " + String.join(", ", filter.formats()),
          new SearchFilter(Map.of(), null, filter.formats()));
    }
    if (filter.without().contains(document.id())) {
      each.put("without", SearchFilter.allBut(filter.without()));
    }
    return each.entrySet().stream()
        .filter(
            one ->
                !repository.meets(
                    handle,
                    collection,
                    document.id(),
                    DocumentCondition.of(one.getValue(), config)))
        .map(Map.Entry::getKey)
        .toList();
  }

  private Absence ofIndexed(Handle handle, Named document, Searched searched) {
    List<Place> shown = searched.found().shown(searched.query().k());
    for (int i = 0; i < shown.size(); i++) {
      if (shown.get(i).documentId().equals(document.id())) {
        return new Absence.Present(document, i + 1);
      }
    }
    List<Candidate> own = passages(handle, document, searched);
    if (own.isEmpty()) {
      return new Absence.NothingInCommon(document);
    }
    Set<Long> ids = own.stream().map(Candidate::passageId).collect(Collectors.toSet());
    int at = first(searched.ranked(), ids);
    if (at < 0) {
      return notBrought(handle, document, own, ids, searched);
    }
    Best best = best(handle, document, searched.ranked().get(at), searched);
    return at < searched.query().k()
        ? new Absence.ShownElsewhere(document, best, at + 1)
        : new Absence.Outranked(document, best, at + 1, lastHit(searched));
  }

  /** The document's passages with their exact scores; of many, those that fit best. */
  private List<Candidate> passages(Handle handle, Named document, Searched searched) {
    Snapshot snapshot = searched.aim().snapshot();
    Probe probe = searched.aim().probe();
    return names.score(
        candidateRepository.oneByOne(
            handle, snapshot, alone(document), probe, searched.aim().limit()),
        probe.terms(),
        snapshot.collection().live().analyzer());
  }

  private static DocumentCondition alone(Named document) {
    return new DocumentCondition("\n  AND d.id = :alone", Map.of("alone", document.id()));
  }

  private static int first(List<Ranked> ranked, Set<Long> passages) {
    return IntStream.range(0, ranked.size())
        .filter(i -> passages.contains(ranked.get(i).passageId()))
        .findFirst()
        .orElse(-1);
  }

  private Absence notBrought(
      Handle handle, Named document, List<Candidate> own, Set<Long> ids, Searched searched) {
    var together = new ArrayList<>(searched.candidates());
    own.forEach(one -> together.add(one.unbrought()));
    List<Ranked> ranked = ScoreFusion.fuse(together, searched.aim().denseWeight());
    int at = first(ranked, ids);
    return new Absence.NotBrought(
        document,
        best(handle, document, ranked.get(at), searched),
        at + 1,
        least(searched, Candidate::byDense, Candidate::dense),
        least(searched, Candidate::byLexical, Candidate::lexical),
        lastHit(searched));
  }

  private static @Nullable Double least(
      Searched searched, Predicate<Candidate> brought, ToDoubleFunction<Candidate> score) {
    return searched.candidates().stream()
        .filter(brought)
        .map(score::applyAsDouble)
        .min(Double::compare)
        .orElse(null);
  }

  private static Hit.@Nullable Scores lastHit(Searched searched) {
    List<Place> shown = searched.found().shown(searched.query().k());
    if (shown.isEmpty()) {
      return null;
    }
    int at = first(searched.ranked(), Set.of(shown.getLast().passageId()));
    return searched.ranked().get(at).scores();
  }

  private Best best(Handle handle, Named document, Ranked ranked, Searched searched) {
    QuestionTerms terms = searched.aim().probe().terms();
    Place place =
        placeRepository
            .of(
                handle,
                searched.aim().snapshot(),
                alone(document),
                List.of(ranked.passageId()),
                terms.weights().keySet())
            .getFirst();
    return new Best(place.hit(ranked.scores(), null, List.of()), terms.matches(place.foundTerms()));
  }
}
