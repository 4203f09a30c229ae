package dev.footnote.store;

import java.sql.SQLException;
import org.jdbi.v3.core.ConnectionException;
import org.jspecify.annotations.Nullable;

/** Tells a database that can't be reached from a defect of ours. */
public final class DatabaseTrouble {
  private DatabaseTrouble() {}

  /** Whether the failure goes back to a database that is down, full or shutting down. */
  public static boolean isCauseOf(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectionException
          || (cause instanceof SQLException sql && meansUnavailable(sql.getSQLState()))) {
        return true;
      }
    }
    return false;
  }

  /** Classes of PostgreSQL's error codes: connection, resources, operator intervention, system. */
  private static boolean meansUnavailable(@Nullable String state) {
    return state != null
        && (state.startsWith("08")
            || state.startsWith("53")
            || state.startsWith("57P")
            || state.startsWith("58"));
  }
}
