package dev.footnote.seal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** The Merkle tree hash of RFC 6962, section 2.1, over entries' hashes, with SHA-256. */
final class MerkleTree {
  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private MerkleTree() {}

  /** The root over at least one entry, in order. */
  static byte[] root(List<byte[]> entries) {
    if (entries.size() == 1) {
      return hash(LEAF, entries.getFirst());
    }
    int split = split(entries.size());
    return hash(
        NODE, root(entries.subList(0, split)), root(entries.subList(split, entries.size())));
  }

  /** What the entry at a position is hashed with up to the root, nearest first. */
  static List<byte[]> path(List<byte[]> entries, int position) {
    if (entries.size() == 1) {
      return List.of();
    }
    int split = split(entries.size());
    List<byte[]> left = entries.subList(0, split);
    List<byte[]> right = entries.subList(split, entries.size());
    var path =
        new ArrayList<>(position < split ? path(left, position) : path(right, position - split));
    path.add(root(position < split ? right : left));
    return path;
  }

  /** The largest power of two below a size of at least two. */
  private static int split(int size) {
    return Integer.highestOneBit(size - 1);
  }

  private static byte[] hash(byte prefix, byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(prefix);
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
