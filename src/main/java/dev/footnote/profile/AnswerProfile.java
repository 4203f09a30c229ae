package dev.footnote.profile;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of a named way to answer from a collection.
 *
 * @param version counted from 1 for each name; 0 for what the configuration alone says
 * @param at when it was set; null for version 0
 * @param by the name of the key that set it, or {@link #CONFIGURATION}
 */
public record AnswerProfile(
    String name, int version, ProfileSettings settings, @Nullable Instant at, String by) {

  /** The name of the profile that holds where none is named. */
  public static final String DEFAULT = "default";

  /** Who is said to have set version 0. */
  public static final String CONFIGURATION = "configuration";

  static AnswerProfile configured() {
    return new AnswerProfile(DEFAULT, 0, ProfileSettings.NONE, null, CONFIGURATION);
  }
}
