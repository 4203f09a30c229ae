package dev.footnote.store;

import org.jdbi.v3.core.Handle;

/**
 * The vocabulary of a collection between those who add passages, and count on words that are there
 * already, and those who remove words that no passage holds any more: what the one has not
 * committed the other can't see. Taken before the collection's lock, and held until the transaction
 * ends.
 */
public final class SharedWords {
  private static final String KEY =
      "hashtextextended('vocabulary ' || :tenant || ' ' || :collection, 0)";

  private SharedWords() {}

  /** No word goes from now on; others may add passages too. */
  public static void keep(Handle handle, Scope scope) {
    lock(handle, scope, "SELECT 1 FROM pg_advisory_xact_lock_shared(" + KEY + ")");
  }

  /** Nobody adds passages from now on. */
  public static void seize(Handle handle, Scope scope) {
    lock(handle, scope, "SELECT 1 FROM pg_advisory_xact_lock(" + KEY + ")");
  }

  private static void lock(Handle handle, Scope scope, String sql) {
    handle
        .createQuery(sql)
        .bind("tenant", scope.tenantId())
        .bind("collection", scope.collectionId())
        .mapTo(Integer.class)
        .one();
  }
}
