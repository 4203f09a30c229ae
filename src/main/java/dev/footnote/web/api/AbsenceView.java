package dev.footnote.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.footnote.document.Problem;
import dev.footnote.search.Absence;
import dev.footnote.search.Absence.Best;
import dev.footnote.search.Absence.Named;
import dev.footnote.search.Hit;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Why a document is not among the hits. What does not belong to the reason is left out.
 *
 * @param reason what happened, for a program
 * @param detail the same in a sentence, for a person
 * @param document the document that was asked for
 * @param documents ids of all that were meant, if it was several
 * @param conditions conditions of the filter that it does not meet
 * @param hit the hit that it is, from 1
 * @param best its passage that fits the question best
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AbsenceView(
    @Schema(
            enumeration = {
              "present",
              "not_in_collection",
              "ambiguous",
              "removed",
              "waiting",
              "parked",
              "filtered_out",
              "nothing_in_common",
              "outranked",
              "shown_elsewhere",
              "not_brought"
            })
        String reason,
    String detail,
    @Nullable DocumentView document,
    List<UUID> documents,
    List<String> conditions,
    @Nullable Integer hit,
    @Nullable BestView best) {

  /**
   * A document as the search's snapshot has it.
   *
   * @param changesWaiting whether changes of it wait for indexing
   * @param problem why its newest bytes are not answered from
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record DocumentView(
      UUID id, String uri, boolean changesWaiting, @Nullable Problem problem) {}

  /**
   * A passage that is no hit, and what hits were made of.
   *
   * @param rank after fusion, from 1; of a passage that no leg brought, the rank that it would have
   *     had
   * @param passage with its exact scores and the question's words in it
   * @param lastHit scores of the last hit
   * @param lastDense the lowest cosine similarity that the dense leg brought
   * @param lastLexical the lowest BM25 score that the lexical leg brought
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record BestView(
      int rank,
      SearchReply.HitView passage,
      Hit.@Nullable Scores lastHit,
      @Nullable Double lastDense,
      @Nullable Double lastLexical) {

    static BestView of(int rank, Best best, Hit.@Nullable Scores lastHit) {
      return of(rank, best, lastHit, null, null);
    }

    static BestView of(
        int rank,
        Best best,
        Hit.@Nullable Scores lastHit,
        @Nullable Double lastDense,
        @Nullable Double lastLexical) {
      var explanation =
          new SearchReply.HitExplanation(rank, best.matches().matched(), best.matches().missing());
      return new BestView(
          rank, SearchReply.HitView.of(best.hit(), explanation), lastHit, lastDense, lastLexical);
    }
  }

  static AbsenceView of(Absence absence) {
    return switch (absence) {
      case Absence.Present(Named document, int hit) ->
          new AbsenceView(
              "present",
              "It is not absent: it is hit %d.".formatted(hit),
              view(document),
              List.of(),
              List.of(),
              hit,
              null);
      case Absence.NotInCollection(String asked) ->
          new AbsenceView(
              "not_in_collection",
              "The collection has no document '%s'.".formatted(asked),
              null,
              List.of(),
              List.of(),
              null,
              null);
      case Absence.Ambiguous(String asked, List<UUID> documents) ->
          new AbsenceView(
              "ambiguous",
              "%d documents lie at '%s', each in a source of its own. Ask by id."
                  .formatted(documents.size(), asked),
              null,
              documents,
              List.of(),
              null,
              null);
      case Absence.Removed(Named document) ->
          plain("removed", "It was removed from its source.", document);
      case Absence.NotIndexed(Named document) -> notIndexed(document);
      case Absence.FilteredOut(Named document, List<String> conditions) ->
          new AbsenceView(
              "filtered_out",
              "It does not meet the filter: %s.".formatted(String.join("; ", conditions)),
              view(document),
              List.of(),
              conditions,
              null,
              null);
      case Absence.NothingInCommon(Named document) ->
          plain(
              "nothing_in_common",
              "It holds no word of the question, and the embedding model, which needs none, did not"
                  + " answer.",
              document);
      case Absence.Outranked(Named document, Best best, int rank, var lastHit) ->
          withBest(
              "outranked",
              "Its best passage is number %d of the candidates and %s."
                  .formatted(rank, words(best)),
              document,
              BestView.of(rank, best, lastHit));
      case Absence.ShownElsewhere(Named document, Best best, int rank) ->
          withBest(
              "shown_elsewhere",
              "Its best passage is number %d, and is shown in other documents that hold it too."
                  .formatted(rank),
              document,
              BestView.of(rank, best, null));
      case Absence.NotBrought(
              Named document,
              Best best,
              int rank,
              var lastDense,
              var lastLexical,
              var lastHit) ->
          withBest(
              "not_brought",
              "No leg of the search brought it. Its best passage would be number %d and %s."
                  .formatted(rank, words(best)),
              document,
              BestView.of(rank, best, lastHit, lastDense, lastLexical));
    };
  }

  private static AbsenceView notIndexed(Named document) {
    Problem problem = document.problem();
    if (problem == null) {
      return plain("waiting", "It waits for being indexed.", document);
    }
    return problem.passing()
        ? plain("waiting", "It will be tried again. " + problem.detail(), document)
        : plain("parked", "It could not be indexed. " + problem.detail(), document);
  }

  private static AbsenceView plain(String reason, String detail, Named document) {
    return new AbsenceView(reason, detail, view(document), List.of(), List.of(), null, null);
  }

  private static AbsenceView withBest(String reason, String detail, Named document, BestView best) {
    return new AbsenceView(reason, detail, view(document), List.of(), List.of(), null, best);
  }

  private static DocumentView view(Named document) {
    return new DocumentView(document.id(), document.uri(), document.waiting(), document.problem());
  }

  private static String words(Best best) {
    return best.matches().missing().isEmpty()
        ? "holds every word of the question"
        : "lacks " + String.join(", ", best.matches().missing());
  }
}
