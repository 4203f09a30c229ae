package dev.footnote.index;

import dev.footnote.document.GenerationKey;
import dev.footnote.document.GenerationState;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * What a generation must pass, when it is complete, before it becomes live by itself. Implemented
 * where collections are measured.
 */
public interface SwitchGate {
  /**
   * What is asked of a generation.
   *
   * @param goldenSet the questions that it and the live one are asked
   * @param margin by how much its nDCG@10 may be less, 0 to 1
   */
  record Condition(UUID goldenSet, double margin) {}

  /** Whether a generation may become live. */
  sealed interface Verdict {
    /** It may; nothing speaks against it, or nothing was asked of it. */
    record Open() implements Verdict {}

    /** Not known yet: to be asked again in a while. */
    record Undecided() implements Verdict {}

    /**
     * It may not.
     *
     * @param why in a sentence, for an admin
     */
    record Closed(String why) implements Verdict {}
  }

  /**
   * Keeps what is asked of a generation that was just started. Returns what is wrong with it, in a
   * sentence; empty if nothing is, and the condition is kept.
   */
  Optional<String> attach(Handle handle, GenerationKey key, Condition condition);

  /** Whether something is asked of the generation. */
  boolean isGated(GenerationKey key);

  /** The verdict on a complete generation; what has to be measured for it is begun if need be. */
  Verdict judge(GenerationState candidate);
}
