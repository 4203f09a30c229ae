package dev.footnote.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.footnote.search.Comparison;
import dev.footnote.search.LookedAgain;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An answer of the ledger beside the same answer made again.
 *
 * @param identical whether all of it came out the same
 * @param watermark the moment it was made from, then and now
 * @param generation the index that was searched then
 * @param compared how candidates were found again; null if they could not be
 * @param reranked how the second look was made again; null if candidates could not be found
 * @param candidates null if the moment can't be searched any more
 * @param messages what a language model was told; null, and left out, if none was asked
 * @param reasons why something is not the same; empty if all is
 */
public record Replay(
    UUID answerId,
    boolean identical,
    long watermark,
    int generation,
    @Nullable Comparison compared,
    @Nullable LookedAgain reranked,
    @Nullable Candidates candidates,
    @Nullable Evidence evidence,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Messages messages,
    @Nullable Answer answer,
    List<Reason> reasons) {
  public Replay {
    reasons = List.copyOf(reasons);
  }

  /**
   * What the searches brought.
   *
   * @param then how many passages were found then, and {@code now} now
   * @param missing chunks that were found then alone, best first
   * @param added chunks that are found now alone, best first
   * @param orderIdentical whether the order is the same, missing and added ones included, and so is
   *     the one from before reranking
   * @param difference the largest difference of each kind of score over all that both found
   */
  public record Candidates(
      boolean identical,
      int then,
      int now,
      List<Long> missing,
      List<Long> added,
      boolean orderIdentical,
      Difference difference) {}

  /** Largest absolute differences of scores; 0 where there is none. */
  public record Difference(double dense, double lexical, double name, double fused) {
    /** Below it, scores are the same: they are sums of the same terms in whatever order. */
    static final double NONE = 1e-9;

    boolean isNone() {
      return dense <= NONE && lexical <= NONE && name <= NONE && fused <= NONE;
    }
  }

  /**
   * What was put before the answerer, compared by version, span and the hash of the text.
   *
   * @param different ranks, from 1, at which the two differ
   */
  public record Evidence(boolean identical, int then, int now, List<Integer> different) {}

  /** What a language model was told, compared message by message. */
  public record Messages(boolean identical) {}

  /**
   * What was answered, byte for byte.
   *
   * @param text the answer as it comes out now; null, and left out, if it is the same
   */
  public record Answer(
      boolean identical,
      boolean textIdentical,
      boolean outcomeIdentical,
      boolean citationsIdentical,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String text) {}
}
