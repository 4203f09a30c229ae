package dev.footnote.profile;

import dev.footnote.document.CollectionRepository;
import dev.footnote.profile.ProfileRefused.Fault;
import dev.footnote.store.Database;
import dev.footnote.store.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What an admin can do with profiles. A change holds from the next question on. Everything here
 * throws {@link dev.footnote.document.UnknownCollection} if the tenant has no such collection.
 */
@ApplicationScoped
public class EditProfiles {
  /** The most versions on one page. */
  public static final int LIMIT_MAX = 200;

  private static final String NAME = "[a-z0-9][a-z0-9-]{0,62}";

  private final Database database;
  private final CollectionRepository collections;
  private final ProfileRepository repository;
  private final Profiles profiles;
  private final AnswerDefaults answer;
  private final ModelDefaults model;
  private final InstantSource time;

  EditProfiles(
      Database database,
      CollectionRepository collections,
      ProfileRepository repository,
      Profiles profiles,
      AnswerDefaults answer,
      ModelDefaults model,
      InstantSource time) {
    this.database = database;
    this.collections = collections;
    this.repository = repository;
    this.profiles = profiles;
    this.answer = answer;
    this.model = model;
    this.time = time;
  }

  /** The profile as it stands; empty if there is none. */
  public Optional<AnswerProfile> get(int tenantId, String collection, String name) {
    return database.read(
        handle -> profiles.current(handle, scope(handle, tenantId, collection), name));
  }

  /** The collection's profiles, the default one first. */
  public List<AnswerProfile> list(int tenantId, String collection) {
    return database.read(handle -> profiles.list(handle, scope(handle, tenantId, collection)));
  }

  /**
   * A profile's versions, deletions included, the newest first; none if it never was.
   *
   * @param below show only versions of lower numbers; null for the newest
   * @param limit 1 to {@value #LIMIT_MAX}
   */
  public List<ProfileVersion> versions(
      int tenantId, String collection, String name, @Nullable Integer below, int limit) {
    if (limit < 1 || limit > LIMIT_MAX) {
      throw new IllegalArgumentException("limit must lie between 1 and " + LIMIT_MAX);
    }
    int end = below == null ? Integer.MAX_VALUE : below;
    return database.read(
        handle ->
            repository.versions(handle, scope(handle, tenantId, collection), name, end, limit));
  }

  /**
   * Sets a profile as a whole: what is null is left to the configuration. The same settings again
   * make no new version.
   *
   * @param by the name of the key that sets it
   * @throws ProfileRefused if the name or a setting is not acceptable
   * @throws TooManyProfiles if the collection can have no further one
   */
  public AnswerProfile put(
      int tenantId, String collection, String name, ProfileSettings settings, String by) {
    check(name, settings);
    return database.write(
        handle -> {
          Scope scope = scope(handle, tenantId, collection);
          repository.lock(handle, scope);
          Optional<ProfileVersion> newest = repository.newest(handle, scope, name);
          Optional<AnswerProfile> before = newest.flatMap(ProfileVersion::profile);
          if (before.isPresent() && before.get().settings().equals(settings)) {
            return before.get();
          }
          if (before.isEmpty() && repository.all(handle, scope).size() >= answer.profilesMax()) {
            throw new TooManyProfiles(collection, answer.profilesMax());
          }
          ProfileVersion next = next(newest, name, settings, by);
          repository.add(handle, scope, next);
          return next.profile().orElseThrow();
        });
  }

  /**
   * Deletes a profile, as a further version; false if there is none. The default one is then as the
   * configuration says.
   */
  public boolean delete(int tenantId, String collection, String name, String by) {
    return database.write(
        handle -> {
          Scope scope = scope(handle, tenantId, collection);
          repository.lock(handle, scope);
          Optional<ProfileVersion> newest = repository.newest(handle, scope, name);
          if (newest.flatMap(ProfileVersion::profile).isEmpty()) {
            return false;
          }
          repository.add(handle, scope, next(newest, name, null, by));
          return true;
        });
  }

  private ProfileVersion next(
      Optional<ProfileVersion> newest, String name, @Nullable ProfileSettings settings, String by) {
    return new ProfileVersion(
        name,
        newest.map(ProfileVersion::version).orElse(0) + 1,
        settings,
        time.instant().truncatedTo(ChronoUnit.MICROS),
        by);
  }

  private void check(String name, ProfileSettings settings) {
    var faults = new ArrayList<Fault>();
    if (!name.matches(NAME)) {
      faults.add(
          new Fault(
              "profile",
              "must have 1 to 63 characters: small letters a to z, digits, and hyphens after the first"));
    }
    faults.addAll(ProfileRules.faults(settings, model.endpoints().keySet()));
    if (!faults.isEmpty()) {
      throw new ProfileRefused(faults);
    }
  }

  private Scope scope(Handle handle, int tenantId, String collection) {
    return collections.named(handle, tenantId, collection).scope();
  }
}
