package dev.footnote.erasure;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What an erasure took, in numbers.
 *
 * @param turns of conversations that named an erased answer
 * @param golden questions of golden sets and results of evaluations that were blanked
 * @param words of the vocabulary that stood nowhere else
 * @param tombstones their ids
 */
public record ErasedThings(
    int answers,
    int parts,
    int feedback,
    int turns,
    int golden,
    int versions,
    int chunks,
    int passages,
    int words,
    List<UUID> tombstones) {
  static final ErasedThings NOTHING = new ErasedThings(0, 0, 0, 0, 0, 0, 0, 0, 0, List.of());

  public ErasedThings {
    tombstones = List.copyOf(tombstones);
  }

  ErasedThings plus(ErasedThings more) {
    var all = new ArrayList<>(tombstones);
    all.addAll(more.tombstones);
    return new ErasedThings(
        answers + more.answers,
        parts + more.parts,
        feedback + more.feedback,
        turns + more.turns,
        golden + more.golden,
        versions + more.versions,
        chunks + more.chunks,
        passages + more.passages,
        words + more.words,
        all);
  }
}
