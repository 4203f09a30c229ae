package dev.footnote.profile;

import dev.footnote.store.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * The profiles that collections are answered by. The profile {@value AnswerProfile#DEFAULT} is
 * always there: where nobody has set it, it is version 0, which leaves everything to the
 * configuration.
 */
@ApplicationScoped
public class Profiles {
  private final ProfileRepository repository;
  private final AnswerSettings configured;

  public Profiles(ProfileRepository repository, AnswerDefaults answer, ModelDefaults model) {
    this.repository = repository;
    this.configured = AnswerSettings.configured(answer, model);
  }

  /** The profile as it stands; empty if there is none of that name, or it was deleted. */
  public Optional<AnswerProfile> current(Handle handle, Scope scope, String name) {
    return repository
        .newest(handle, scope, name)
        .flatMap(ProfileVersion::profile)
        .or(() -> unset(name));
  }

  /**
   * The profile as one of its versions was; empty if there was none of that number, or that one
   * deleted the profile.
   *
   * @param version 0 for what the configuration says now, which the default profile alone has
   */
  public Optional<AnswerProfile> version(Handle handle, Scope scope, String name, int version) {
    return version == 0
        ? unset(name)
        : repository.version(handle, scope, name, version).flatMap(ProfileVersion::profile);
  }

  /** A collection's profiles, the default one first, then by name. */
  public List<AnswerProfile> list(Handle handle, Scope scope) {
    List<AnswerProfile> stored =
        repository.all(handle, scope).stream()
            .flatMap(version -> version.profile().stream())
            .toList();
    var profiles = new ArrayList<AnswerProfile>();
    profiles.add(
        stored.stream().filter(Profiles::isDefault).findFirst().orElse(AnswerProfile.configured()));
    stored.stream().filter(profile -> !isDefault(profile)).forEach(profiles::add);
    return List.copyOf(profiles);
  }

  /** How the profile's answers are to be made: its settings, and the configuration's elsewhere. */
  public AnswerSettings effective(AnswerProfile profile) {
    return configured.with(profile.settings());
  }

  private static Optional<AnswerProfile> unset(String name) {
    return Stream.of(AnswerProfile.configured())
        .filter(profile -> profile.name().equals(name))
        .findFirst();
  }

  private static boolean isDefault(AnswerProfile profile) {
    return profile.name().equals(AnswerProfile.DEFAULT);
  }
}
