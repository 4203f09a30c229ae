package dev.footnote.profile;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A version as it is stored.
 *
 * @param version counted from 1 for each name
 * @param settings null for the version that deleted the profile
 * @param by the name of the key that set it
 */
public record ProfileVersion(
    String name, int version, @Nullable ProfileSettings settings, Instant at, String by) {

  /** The profile; empty for a deletion. */
  Optional<AnswerProfile> profile() {
    return settings == null
        ? Optional.empty()
        : Optional.of(new AnswerProfile(name, version, settings, at, by));
  }
}
