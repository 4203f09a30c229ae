package dev.footnote.access;

import dev.footnote.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The keys that open the service: making, listing, recognising and revoking them. */
@ApplicationScoped
public class ApiKeys {
  /** How many valid keys a tenant may have; also how many a list shows. */
  public static final int KEYS_MAX = 1_000;

  private final Database database;
  private final KeyRepository keys;
  private final InstantSource time;
  private final SecureRandom random = new SecureRandom();

  ApiKeys(Database database, KeyRepository keys, InstantSource time) {
    this.database = database;
    this.keys = keys;
    this.time = time;
  }

  /**
   * Makes a key.
   *
   * @param name what the key is for, 1 to 200 characters; need not be unique
   * @throws TooManyKeys if the tenant has {@value #KEYS_MAX} valid ones
   */
  public IssuedKey issue(int tenantId, String name, Role role) {
    String secret = Secret.random(random);
    ApiKey key = describe(tenantId, name, role);
    database.change(
        handle -> {
          keys.lock(handle, tenantId);
          if (keys.countValid(handle, tenantId) >= KEYS_MAX) {
            throw new TooManyKeys(KEYS_MAX);
          }
          if (!keys.insert(handle, key, Secret.sha256(secret))) {
            throw new IllegalStateException("The same 256 random bits came twice");
          }
        });
    return new IssuedKey(key, secret);
  }

  /** Adds a key whose secret somebody else chose; nothing happens if it is known already. */
  void register(int tenantId, String name, Role role, String secret) {
    ApiKey key = describe(tenantId, name, role);
    database.change(handle -> keys.insert(handle, key, Secret.sha256(secret)));
  }

  /** A tenant's keys, the newest first, revoked ones last; at most {@value #KEYS_MAX}. */
  public List<ApiKey> list(int tenantId) {
    return database.read(handle -> keys.all(handle, tenantId, KEYS_MAX));
  }

  /** Makes one of a tenant's keys invalid, at once and for good. */
  public Revocation revoke(int tenantId, UUID id) {
    return database.write(
        handle -> {
          keys.lock(handle, tenantId);
          Optional<ApiKey> key = keys.byId(handle, tenantId, id);
          if (key.isEmpty()) {
            return Revocation.UNKNOWN;
          }
          if (key.get().role() == Role.ADMIN && !keys.otherValidAdmin(handle, tenantId, id)) {
            return Revocation.LAST_ADMIN;
          }
          keys.revoke(handle, tenantId, id, now());
          return Revocation.REVOKED;
        });
  }

  /** Whose key it is; empty for one that is unknown or revoked. */
  public Optional<Caller> recognise(String secret) {
    byte[] sha256 = Secret.sha256(secret);
    return database
        .read(handle -> keys.byHash(handle, sha256))
        .filter(key -> key.revokedAt() == null)
        .map(key -> new Caller(key.tenantId(), key.name(), key.role(), key.id()));
  }

  /** Whether anybody could come in with a key. */
  boolean anyValid() {
    return database.read(keys::anyValid);
  }

  private ApiKey describe(int tenantId, String name, Role role) {
    return new ApiKey(UUID.randomUUID(), tenantId, name, role, now(), null);
  }

  /** As precise as the database keeps it. */
  private java.time.Instant now() {
    return time.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
