package dev.footnote.document;

import dev.footnote.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.logging.Logger;

/** An admin's word that documents which are gone from a source were removed on purpose. */
@ApplicationScoped
public class ConfirmRemoval {
  private static final Logger LOG = Logger.getLogger(ConfirmRemoval.class.getName());

  private final Database database;
  private final SourceRepository sources;
  private final RemovalRepository removals;

  ConfirmRemoval(Database database, SourceRepository sources, RemovalRepository removals) {
    this.database = database;
    this.sources = sources;
    this.removals = removals;
  }

  /** How it turned out. */
  public sealed interface Confirmation {
    /** The next look at all of the source removes up to so many documents. */
    record Confirmed(Source source, int documents) implements Confirmation {}

    /** No removal of this source is withheld. */
    record NothingWithheld(Source source) implements Confirmation {}

    /** The tenant has no such source. */
    record UnknownSource() implements Confirmation {}
  }

  /**
   * Confirms what is withheld at this moment, for the next look at all of the source; saying it
   * again before that changes nothing. Should more be gone by then, it is withheld again.
   *
   * @param confirmedBy who said so, for the log
   */
  public Confirmation confirm(int tenantId, int sourceId, String confirmedBy) {
    return database.write(
        handle -> {
          Optional<Source> source = sources.find(handle, tenantId, sourceId);
          if (source.isEmpty()) {
            return new Confirmation.UnknownSource();
          }
          Optional<Integer> documents = removals.confirm(handle, source.get());
          if (documents.isEmpty()) {
            return new Confirmation.NothingWithheld(source.get());
          }
          LOG.info(
              "Removal of %d documents of source %d (%s) confirmed by %s"
                  .formatted(documents.get(), sourceId, source.get().location(), confirmedBy));
          return new Confirmation.Confirmed(source.get(), documents.get());
        });
  }
}
