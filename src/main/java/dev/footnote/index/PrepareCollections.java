package dev.footnote.index;

import dev.footnote.document.CollectionRepository;
import dev.footnote.document.DocumentCollection;
import dev.footnote.document.Generation;
import dev.footnote.document.GenerationSettings;
import dev.footnote.embed.Embedder;
import dev.footnote.store.Database;
import dev.footnote.store.Scope;
import dev.footnote.text.ChunkerSettings;
import dev.footnote.text.LexicalAnalyzer;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.List;

/**
 * Collections as this service can serve them. A collection remembers the model, the chunker and the
 * analyzer it was built with; where they differ from the configured ones the service refuses to
 * start, for vectors of two models can't be compared and would be mixed silently.
 */
@ApplicationScoped
public class PrepareCollections {
  private final Database database;
  private final CollectionRepository collections;
  private final Embedder embedder;
  private final InstantSource clock;

  PrepareCollections(
      Database database, CollectionRepository collections, Embedder embedder, InstantSource clock) {
    this.database = database;
    this.collections = collections;
    this.embedder = embedder;
    this.clock = clock;
  }

  void check(@Observes @Priority(10) StartupEvent event) {
    List<DocumentCollection> all = database.read(collections::everywhere);
    for (DocumentCollection collection : all) {
      refuseOther(collection.name(), collection.live());
    }
  }

  /** The tenant's collection of that name, made for the configured model if it is new. */
  public Scope ensure(String tenant, String name) {
    return database
        .write(
            handle ->
                collections.ensure(
                    handle,
                    collections.ensureTenant(handle, tenant),
                    name,
                    configured(),
                    clock.instant()))
        .scope();
  }

  private GenerationSettings configured() {
    return new GenerationSettings(
        embedder.id().name(),
        embedder.id().dimensions(),
        ChunkerSettings.defaults().version(),
        LexicalAnalyzer.VERSION);
  }

  private void refuseOther(String name, Generation built) {
    var settings =
        new GenerationSettings(
            built.modelName(), built.dimensions(), built.chunker(), built.analyzer());
    if (!settings.equals(configured())) {
      throw new CollectionMismatch(name, settings, configured());
    }
  }
}
