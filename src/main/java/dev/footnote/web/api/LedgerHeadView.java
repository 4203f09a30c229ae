package dev.footnote.web.api;

import dev.footnote.seal.Anchor;
import dev.footnote.seal.LedgerHead;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the chain stands.
 *
 * @param anchor to keep elsewhere; null before the first seal
 * @param unsealed entries that wait for their seal
 * @param oldestUnsealed when the first of them was appended; null if none waits
 * @param publicKey the key that signs now, as PEM
 * @param problem why nothing is sealed; null if nothing is in the way
 */
public record LedgerHeadView(
    long seal,
    @Nullable String sealSha256,
    @Nullable Instant sealedAt,
    @Nullable String anchor,
    long unsealed,
    @Nullable Instant oldestUnsealed,
    String publicKey,
    @Nullable String problem) {

  static LedgerHeadView of(LedgerHead head) {
    Anchor anchor = head.anchor();
    return new LedgerHeadView(
        anchor == null ? 0 : anchor.number(),
        anchor == null ? null : anchor.seal().hex(),
        head.sealedAt(),
        anchor == null ? null : anchor.text(),
        head.unsealed(),
        head.oldestUnsealed(),
        head.publicKey(),
        head.problem());
  }
}
