package dev.footnote.conversation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long and how far conversations are remembered: {@code footnote.conversations.*}. */
@ConfigMapping(prefix = "footnote.conversations")
public interface ConversationsConfig {

  /** How long after its last turn a kept conversation is forgotten. */
  @WithDefault("24h")
  Duration idleMax();

  /** How many turns, each a question with its answer, a kept conversation may have. */
  @WithDefault("200")
  int turnsMax();

  /** How many conversations one caller may have at a time. */
  @WithDefault("10000")
  int perCallerMax();

  /** How many questions and answers before a question are looked at, the last ones. */
  @WithDefault("20")
  int historyTurnsMax();

  /** How many characters of one of them. */
  @WithDefault("4000")
  int turnCharsMax();

  /** How many characters of all of them together. */
  @WithDefault("16000")
  int historyCharsMax();

  /** The longest question that a model may make of a follow-up, in characters. */
  @WithDefault("600")
  int rewriteCharsMax();

  /** How often forgotten conversations are deleted. */
  @WithDefault("10m")
  Duration tidyEvery();

  /** How many are deleted in one transaction. */
  @WithDefault("500")
  int tidyBatch();
}
