package dev.footnote.search;

import dev.footnote.document.Problem;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Why a document is not among the hits of a search. */
public sealed interface Absence {

  /**
   * A document as the snapshot has it.
   *
   * @param waiting whether changes of it wait for indexing, so that its text may be an older one
   * @param problem why its newest bytes are not answered from; null if they are, or wait
   */
  record Named(UUID id, String uri, boolean waiting, @Nullable Problem problem) {}

  /**
   * A passage that fits the question best of its document's.
   *
   * @param hit where it stands, with its exact scores; it has a rank in each leg that brought it
   * @param matches the question's words in it
   */
  record Best(Hit hit, WordMatches matches) {}

  /** It is not absent: it is this hit, counted from 1. */
  record Present(Named document, int hit) implements Absence {}

  /** The collection has, and had, no such document. */
  record NotInCollection(String asked) implements Absence {}

  /** Several documents of the collection lie at that path, in sources of their own. */
  record Ambiguous(String asked, List<UUID> documents) implements Absence {}

  /** It was removed from its source, and with it from the index. */
  record Removed(Named document) implements Absence {}

  /** It was never indexed: it waits for that, or its problem stands in the way. */
  record NotIndexed(Named document) implements Absence {}

  /**
   * The filter leaves it out.
   *
   * @param conditions those that it does not meet, as they were asked
   */
  record FilteredOut(Named document, List<String> conditions) implements Absence {}

  /**
   * None of its passages holds a word of the question, and the dense leg, which needs none, was
   * absent.
   */
  record NothingInCommon(Named document) implements Absence {}

  /**
   * A leg brought it, and others fit better.
   *
   * @param rank of its best passage after fusion, from 1
   * @param lastHit scores of the last hit; null without hits
   */
  record Outranked(Named document, Best best, int rank, Hit.@Nullable Scores lastHit)
      implements Absence {}

  /**
   * Its best passage ranks among the hits, and is shown where else it stands: copies of one passage
   * take no more than half of the hits, and a few places at most, and what is nearly the same is
   * one hit, for which the newest document speaks.
   *
   * @param rank of the passage after fusion, from 1
   */
  record ShownElsewhere(Named document, Best best, int rank) implements Absence {}

  /**
   * No leg brought it.
   *
   * @param rank that its best passage would have had after fusion, from 1, had a leg brought it
   * @param lastDense the lowest cosine similarity that the dense leg brought; null if it brought
   *     nothing
   * @param lastLexical the lowest BM25 score that the lexical leg brought; null if it brought
   *     nothing
   * @param lastHit scores of the last hit; null without hits
   */
  record NotBrought(
      Named document,
      Best best,
      int rank,
      @Nullable Double lastDense,
      @Nullable Double lastLexical,
      Hit.@Nullable Scores lastHit)
      implements Absence {}
}
