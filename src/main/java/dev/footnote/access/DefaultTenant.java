package dev.footnote.access;

import dev.footnote.document.CollectionRepository;
import dev.footnote.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** The tenant that a service with one owner uses throughout. */
@ApplicationScoped
public class DefaultTenant {
  /** Its name. */
  public static final String NAME = "default";

  private final Database database;
  private final CollectionRepository collections;
  private volatile @Nullable Integer id;

  DefaultTenant(Database database, CollectionRepository collections) {
    this.database = database;
    this.collections = collections;
  }

  /** Its key; the tenant is made if it is missing. */
  public int id() {
    Integer known = id;
    if (known == null) {
      known = database.write(handle -> collections.ensureTenant(handle, NAME));
      id = known;
    }
    return known;
  }
}
