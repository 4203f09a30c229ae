package dev.footnote.search;

import dev.footnote.search.Hit.Scores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Ranked places with those of passages that say nearly the same put together: two versions of a
 * handbook in two files, a form with another year. A group stands where its best passage ranks, and
 * the newest document speaks for it. Passages that the question can tell apart (by a word that one
 * of them lacks, or by their documents' names) and passages of one document are never put together:
 * a reader may ask for exactly what sets them apart.
 */
final class NearlyTheSame {
  /** Below it, passages differ in more than a word or two of a sentence. */
  private static final double LEAST = 0.8;

  private NearlyTheSame() {}

  /**
   * A place that is shown.
   *
   * @param others where nearly the same stands, the newest first
   */
  record Shown(Place place, List<Place> others) {}

  /** Passages put together, of which the first ranks best. */
  private static final class Group {
    final Resemblance resemblance;
    final Set<Integer> foundTerms;
    final double name;
    final List<Place> places = new ArrayList<>();
    boolean many;

    Group(Place first, double name) {
      this.resemblance = new Resemblance(first.text());
      this.foundTerms = Set.copyOf(first.foundTerms());
      this.name = name;
    }

    boolean takes(List<Place> passage, double itsName) {
      Place first = passage.getFirst();
      return name == itsName
          && foundTerms.equals(new HashSet<>(first.foundTerms()))
          && places.stream().noneMatch(here -> shareDocument(here, passage))
          && resemblance.to(new Resemblance(first.text())) >= LEAST;
    }

    private static boolean shareDocument(Place here, List<Place> passage) {
      return passage.stream().anyMatch(there -> there.documentId().equals(here.documentId()));
    }

    /** Copies of one passage stay hits of their own. */
    List<Shown> shown() {
      if (!many) {
        return places.stream().map(place -> new Shown(place, List.of())).toList();
      }
      List<Place> newestFirst =
          places.stream()
              .sorted(
                  Comparator.comparingLong((Place place) -> -place.modifiedNs())
                      .thenComparingLong(place -> -place.chunkId()))
              .toList();
      return List.of(new Shown(newestFirst.getFirst(), newestFirst.subList(1, newestFirst.size())));
    }
  }

  /**
   * Groups.
   *
   * @param places best first, those of one passage side by side
   * @param scores of each passage
   */
  static List<Shown> group(List<Place> places, Map<Long, Scores> scores) {
    List<Group> groups = new ArrayList<>();
    for (List<Place> passage : passages(places)) {
      double name = Objects.requireNonNull(scores.get(passage.getFirst().passageId())).name();
      groups.stream()
          .filter(group -> group.takes(passage, name))
          .findFirst()
          .ifPresentOrElse(
              group -> {
                group.places.addAll(passage);
                group.many = true;
              },
              () -> {
                var group = new Group(passage.getFirst(), name);
                group.places.addAll(passage);
                groups.add(group);
              });
    }
    return groups.stream().flatMap(group -> group.shown().stream()).toList();
  }

  private static List<List<Place>> passages(List<Place> places) {
    Map<Long, List<Place>> byPassage = new HashMap<>();
    List<List<Place>> passages = new ArrayList<>();
    for (Place place : places) {
      byPassage
          .computeIfAbsent(
              place.passageId(),
              any -> {
                List<Place> passage = new ArrayList<>();
                passages.add(passage);
                return passage;
              })
          .add(place);
    }
    return passages;
  }
}
