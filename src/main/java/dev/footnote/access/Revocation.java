package dev.footnote.access;

/** What became of the wish to revoke a key. */
public enum Revocation {
  /** It is no longer accepted; also when it was revoked before. */
  REVOKED,
  /** The tenant has no key with that id. */
  UNKNOWN,
  /** It is the tenant's last admin key: without it nobody could make another. */
  LAST_ADMIN
}
