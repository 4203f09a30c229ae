package dev.footnote.access;

import java.util.Locale;
import java.util.Set;

/**
 * What a key may do. A reader asks questions and reads documents; an auditor may also read the
 * ledger; an admin may do everything.
 */
public enum Role {
  READER(Set.of(Role.READ)),
  AUDITOR(Set.of(Role.READ, Role.AUDIT)),
  ADMIN(Set.of(Role.READ, Role.AUDIT, Role.ADMINISTER));

  /** To ask questions, and to read documents and the state of the index. */
  public static final String READ = "read";

  /** To read the ledger: everybody's questions and answers. */
  public static final String AUDIT = "audit";

  /** To start reindexing, to read its jobs, and to make and revoke keys. */
  public static final String ADMINISTER = "administer";

  private final Set<String> permissions;

  Role(Set<String> permissions) {
    this.permissions = permissions;
  }

  /** What a holder may do: the names that the endpoints demand. */
  public Set<String> permissions() {
    return permissions;
  }

  /** The role's name outside: {@code reader}, {@code auditor} or {@code admin}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Role byId(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT));
  }
}
