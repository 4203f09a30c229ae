package dev.footnote.seal;

import dev.footnote.audit.EntryKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether the leaves under a seal are those that were sealed; where not, which of them. */
final class CheckLeaves {
  /** Swaps are looked for by trying all pairs, up to so many entries under a seal. */
  private static final int SWAP_ENTRIES_MAX = 200;

  private final Findings findings;

  CheckLeaves(Findings findings) {
    this.findings = findings;
  }

  /**
   * Compares the leaves with the seal's root.
   *
   * @param leaves by position
   * @param stored what the entries' rows hash to now
   * @return whether each leaf is what was sealed, so that an entry can be held against it
   */
  boolean check(Seal seal, List<Leaf> leaves, Map<EntryKey, byte[]> stored) {
    if (leaves.size() == seal.entries() && inPlace(leaves) && isRoot(seal, hashes(leaves))) {
      return true;
    }
    if (!missing(seal, leaves) && !surplus(seal, leaves) && !swapped(seal, leaves)) {
      other(seal, leaves, stored);
    }
    return false;
  }

  private boolean missing(Seal seal, List<Leaf> leaves) {
    var places = new java.util.BitSet();
    leaves.forEach(leaf -> places.set(leaf.position()));
    int first = places.nextClearBit(0);
    if (first >= seal.entries()) {
      return false;
    }
    for (int at = first; at < seal.entries(); at = places.nextClearBit(at + 1)) {
      findings.add(
          new Finding(
              Finding.Kind.ENTRY_DELETED,
              seal.number(),
              at,
              null,
              "The entry at position %d under seal %d is gone, with its leaf."
                  .formatted(at, seal.number())));
    }
    return true;
  }

  private boolean surplus(Seal seal, List<Leaf> leaves) {
    List<Leaf> beyond = leaves.stream().filter(leaf -> leaf.position() >= seal.entries()).toList();
    beyond.forEach(
        leaf ->
            findings.add(
                Finding.entry(
                    Finding.Kind.ENTRY_INSERTED,
                    leaf,
                    "Seal %d was made over %d entries; this one was put under it later."
                        .formatted(seal.number(), seal.entries()))));
    return !beyond.isEmpty()
        && isRoot(seal, hashes(leaves.subList(0, leaves.size() - beyond.size())));
  }

  private boolean swapped(Seal seal, List<Leaf> leaves) {
    int[] pair = leaves.size() == seal.entries() ? swap(seal, hashes(leaves)) : null;
    if (pair == null) {
      return false;
    }
    for (int at : pair) {
      findings.add(
          Finding.entry(
              Finding.Kind.ENTRIES_REORDERED,
              leaves.get(at),
              "Under seal %d the entries at positions %d and %d have changed places."
                  .formatted(seal.number(), pair[0], pair[1])));
    }
    return true;
  }

  private static int @Nullable [] swap(Seal seal, List<byte[]> hashes) {
    if (hashes.size() > SWAP_ENTRIES_MAX) {
      return null;
    }
    var tried = new ArrayList<>(hashes);
    for (int a = 0; a < tried.size(); a++) {
      for (int b = a + 1; b < tried.size(); b++) {
        Collections.swap(tried, a, b);
        if (isRoot(seal, tried)) {
          return new int[] {a, b};
        }
        Collections.swap(tried, a, b);
      }
    }
    return null;
  }

  /** The entries may still be what was sealed, and their leaves not. */
  private void other(Seal seal, List<Leaf> leaves, Map<EntryKey, byte[]> stored) {
    List<byte[]> hashes =
        leaves.stream().map(leaf -> stored.getOrDefault(leaf.key(), leaf.sha256())).toList();
    if (hashes.size() == seal.entries() && isRoot(seal, hashes)) {
      for (int at = 0; at < hashes.size(); at++) {
        if (!Arrays.equals(hashes.get(at), leaves.get(at).sha256())) {
          findings.add(
              Finding.entry(
                  Finding.Kind.LEAVES_ALTERED,
                  leaves.get(at),
                  "The entry is what was sealed; the hash noted of it was changed."));
        }
      }
    } else {
      findings.add(
          Finding.seal(
              Finding.Kind.LEAVES_ALTERED,
              seal.number(),
              "What stands under seal %d is not what was sealed: one of its %d entries was changed, put in or taken out together with its leaf, or the seal's root was changed."
                  .formatted(seal.number(), seal.entries())));
    }
  }

  private static boolean inPlace(List<Leaf> leaves) {
    for (int at = 0; at < leaves.size(); at++) {
      if (leaves.get(at).position() != at) {
        return false;
      }
    }
    return true;
  }

  private static List<byte[]> hashes(List<Leaf> leaves) {
    return leaves.stream().map(Leaf::sha256).toList();
  }

  private static boolean isRoot(Seal seal, List<byte[]> hashes) {
    return !hashes.isEmpty() && Arrays.equals(seal.root().bytes(), MerkleTree.root(hashes));
  }
}
