package dev.footnote.store;

import org.jdbi.v3.core.Handle;

/**
 * Whose rows a transaction may see in the tables that have row-level security. Such a table shows
 * no row, and takes none, before a tenant is named, so that a statement whose filter is forgotten
 * finds nothing instead of everybody's.
 */
public final class RowSecurity {
  private RowSecurity() {}

  /** Names the tenant, until the transaction ends or names another one. */
  public static void admit(Handle handle, int tenantId) {
    handle
        .createQuery("SELECT set_config('footnote.tenant', :tenant, true)")
        .bind("tenant", Integer.toString(tenantId))
        .mapTo(String.class)
        .one();
  }
}
