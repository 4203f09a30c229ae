package dev.footnote.index;

import dev.footnote.document.CollectionRepository;
import dev.footnote.document.DocumentCollection;
import dev.footnote.document.Generation;
import dev.footnote.document.GenerationRepository;
import dev.footnote.document.GenerationSettings;
import dev.footnote.document.MaintainedGeneration;
import dev.footnote.embed.Embedder;
import dev.footnote.embed.Embedders;
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
 * Collections as this service can serve them. A generation remembers the model, the chunker and the
 * analyzer it was built with. Where this service does not have the model of the live one, or of
 * another that edits must reach, it refuses to start: vectors of two models can't be compared and
 * would be mixed silently, and a generation that edits don't reach is stale.
 */
@ApplicationScoped
public class PrepareCollections {
  private final Database database;
  private final CollectionRepository collections;
  private final GenerationRepository generations;
  private final Embedders embedders;
  private final InstantSource clock;

  PrepareCollections(
      Database database,
      CollectionRepository collections,
      GenerationRepository generations,
      Embedders embedders,
      InstantSource clock) {
    this.database = database;
    this.collections = collections;
    this.generations = generations;
    this.embedders = embedders;
    this.clock = clock;
  }

  void check(@Observes @Priority(10) StartupEvent event) {
    List<DocumentCollection> all = database.read(collections::everywhere);
    for (DocumentCollection collection : all) {
      database
          .read(handle -> generations.maintained(handle, collection.scope()))
          .forEach(generation -> refuseUnknown(collection.name(), generation));
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
    Embedder embedder = embedders.main();
    return new GenerationSettings(
        embedder.id().name(),
        embedder.id().dimensions(),
        ChunkerSettings.defaults().version(),
        LexicalAnalyzer.VERSION);
  }

  private void refuseUnknown(String name, MaintainedGeneration maintained) {
    Generation built = maintained.generation();
    if (embedders.find(built.modelName(), built.dimensions()).isEmpty()
        || ChunkerSettings.parse(built.chunker()).isEmpty()
        || LexicalAnalyzer.ofVersion(built.analyzer()).isEmpty()) {
      throw maintained.live()
          ? CollectionMismatch.ofLive(name, built.settings(), configured())
          : CollectionMismatch.ofOther(name, built.id(), built.settings());
    }
  }
}
