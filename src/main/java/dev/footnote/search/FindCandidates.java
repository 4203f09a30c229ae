package dev.footnote.search;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Chooses how the legs of a search find their candidates: by comparing every passage, or not. */
@ApplicationScoped
class FindCandidates {
  private final SearchRepository repository;
  private final CandidateRepository candidates;
  private final PlaceRepository places;
  private final SearchConfig config;

  FindCandidates(
      SearchRepository repository,
      CandidateRepository candidates,
      PlaceRepository places,
      SearchConfig config) {
    this.repository = repository;
    this.candidates = candidates;
    this.places = places;
    this.config = config;
  }

  /**
   * What the legs brought.
   *
   * @param limited whether a limit cut one of them short
   */
  record Brought(List<Candidate> candidates, boolean limited) {}

  /** As {@link #bring}, in a way that the caller chooses. */
  Brought bring(
      Handle handle,
      DocumentCondition condition,
      Searched.Aim aim,
      long passagesStored,
      Comparison comparison) {
    return switch (comparison) {
      case AS_USUAL -> bring(handle, condition, aim, passagesStored);
      case EVERY_PASSAGE ->
          passing(handle, condition, aim, config.exactRowsApartMax())
              ? oneByOne(handle, condition, aim)
              : bring(handle, condition, aim, passagesStored);
      case BY_INDEX -> brought(byIndex(handle, condition, aim), condition, aim);
    };
  }

  /**
   * Compares few passages one by one, and looks for others by index. Where the index's scan has
   * come far for what it brought, what the filter or the moment lets through lies apart from the
   * question, and is compared after all, unless it is too much.
   *
   * @param passagesStored how many passages the HNSW index holds of all collections
   */
  Brought bring(Handle handle, DocumentCondition condition, Searched.Aim aim, long passagesStored) {
    if (passing(handle, condition, aim, oneByOneMax(passagesStored))) {
      return oneByOne(handle, condition, aim);
    }
    CandidateRepository.Scan scan = byIndex(handle, condition, aim);
    if (!aim.snapshot().places().mayLeaveOut(condition) || !wasGivenUp(scan, aim)) {
      return brought(scan, condition, aim);
    }
    if (passing(handle, condition, aim, config.exactRowsApartMax())) {
      return oneByOne(handle, condition, aim);
    }
    repository.scanFurther(handle);
    return brought(byIndex(handle, condition, aim), condition, aim);
  }

  /** Whether so many passages, or fewer, pass the filter. */
  private boolean passing(Handle handle, DocumentCondition condition, Searched.Aim aim, long most) {
    return most
        >= (condition.isEmpty()
            ? aim.snapshot().collection().live().passagesLive()
            : places.count(handle, aim.snapshot(), condition, most + 1));
  }

  private Brought oneByOne(Handle handle, DocumentCondition condition, Searched.Aim aim) {
    return new Brought(
        candidates.oneByOne(handle, aim.snapshot(), condition, aim.probe(), aim.limit()), false);
  }

  private CandidateRepository.Scan byIndex(
      Handle handle, DocumentCondition condition, Searched.Aim aim) {
    return candidates.byIndex(
        handle,
        aim.snapshot(),
        condition,
        aim.probe(),
        sought(aim.probe().terms(), condition),
        aim.limit());
  }

  private Brought brought(
      CandidateRepository.Scan scan, DocumentCondition condition, Searched.Aim aim) {
    QuestionTerms terms = aim.probe().terms();
    boolean tooCommon = sought(terms, condition).isEmpty() && !terms.known().isEmpty();
    return new Brought(scan.candidates(), tooCommon || lacks(scan, aim));
  }

  /** Of passages that a filter lets through, more must be read to have the best. */
  Sought sought(QuestionTerms terms, DocumentCondition condition) {
    return terms.sought(
        condition.isEmpty() ? config.lexicalRowsEnough() : config.lexicalRowsEnoughFiltered(),
        config.lexicalRowsMax());
  }

  /**
   * Whether the dense leg came further than it may in search of what passes. What it was on its way
   * with it still hands out then, in no good order.
   */
  private boolean wasGivenUp(CandidateRepository.Scan scan, Searched.Aim aim) {
    return lacks(scan, aim)
        || aim.probe().embedding() != null && scan.visited() > config.scanTuplesFiltered();
  }

  /** Whether the dense leg ended before it had all that it may bring. */
  private static boolean lacks(CandidateRepository.Scan scan, Searched.Aim aim) {
    return aim.probe().embedding() != null
        && scan.candidates().stream().filter(Candidate::byDense).count() < aim.limit();
  }

  /**
   * Up to how many rows reading all of them is quicker than the index. Reading n costs n; the index
   * has to visit stored / n entries for each row that passes, each dearer than a row read. Both
   * cost the same at the root of a constant (measured: about 200) times the rows stored.
   */
  long oneByOneMax(long stored) {
    return Math.max(config.exactRowsMax(), (long) Math.sqrt(200.0 * Math.max(0, stored)));
  }
}
