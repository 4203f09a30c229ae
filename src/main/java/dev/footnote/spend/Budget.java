package dev.footnote.spend;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a key or a collection may spend.
 *
 * @param payer whose budget it is
 * @param name the key's or the collection's
 * @param set when and by whom; null for the configured default
 */
public record Budget(Payer payer, String name, Limits limits, @Nullable SetBy set) {

  /** What is spent on whose account. */
  public sealed interface Payer {}

  /** A key, over all collections. */
  public record Key(UUID id) implements Payer {}

  /** A collection, over all keys. */
  public record Collection(int id) implements Payer {}

  /**
   * Who set it.
   *
   * @param by the name of the setting key
   */
  public record SetBy(Instant at, String by) {}
}
