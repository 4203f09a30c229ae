package dev.footnote.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * The kinds of transaction there are. Repositories take the {@link Handle} of one as their first
 * parameter and can't open their own, so a signature shows what runs inside a transaction.
 */
@ApplicationScoped
public class Database {
  private final Jdbi jdbi;

  Database(DataSource dataSource) {
    this.jdbi =
        Jdbi.create(dataSource)
            .registerArrayType(Integer.class, "integer")
            .registerArrayType(int.class, "integer")
            .registerArrayType(Long.class, "bigint")
            .registerArrayType(String.class, "text")
            .registerArrayType(UUID.class, "uuid");
    // Messages of failures come into logs, and what is bound is what people wrote.
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
  }

  /**
   * Runs a question on one snapshot: all of its statements see the same committed state; it can't
   * write.
   */
  public <T> T read(Function<Handle, T> question) {
    // Asking JDBI for the level would cost four round trips more: it reads, sets and restores it.
    return jdbi.inTransaction(
        handle -> {
          handle.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
          return question.apply(handle);
        });
  }

  /** Runs a change: all of it is committed, or (when it throws) none of it. */
  public <T> T write(Function<Handle, T> change) {
    return jdbi.inTransaction(TransactionIsolationLevel.READ_COMMITTED, change::apply);
  }

  /** Runs a change that has no result. */
  public void change(Consumer<Handle> change) {
    jdbi.useTransaction(TransactionIsolationLevel.READ_COMMITTED, change::accept);
  }

  /**
   * Runs a statement that PostgreSQL refuses inside of a transaction, such as a concurrent reindex.
   */
  public void alone(Consumer<Handle> statement) {
    jdbi.useHandle(statement::accept);
  }
}
