package dev.footnote.source;

import dev.footnote.index.PrepareCollections;
import dev.footnote.store.Scope;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.util.logging.Logger;

/**
 * The start of the service's own work: the configured folders become sources of their collections.
 */
@ApplicationScoped
class FollowConfiguredFolders {
  private static final Logger LOG = Logger.getLogger(FollowConfiguredFolders.class.getName());

  private final SourceConfig config;
  private final PrepareCollections collections;
  private final Folders folders;

  FollowConfiguredFolders(SourceConfig config, PrepareCollections collections, Folders folders) {
    this.config = config;
    this.collections = collections;
    this.folders = folders;
  }

  void follow(@Observes @Priority(20) StartupEvent event) {
    if (!"UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding"))) {
      LOG.warning(
          "The locale is not UTF-8: files whose names hold other letters than ASCII can't be read."
              + " Start the service with LC_ALL=C.UTF-8.");
    }
    Scope scope = collections.ensure(config.tenant(), config.collection());
    config.docs().ifPresent(folder -> follow(scope, config.collection(), folder));
    config
        .folders()
        .forEach(
            (collection, folder) ->
                follow(collections.ensure(config.tenant(), collection), collection, folder));
  }

  private void follow(Scope scope, String collection, String folder) {
    LOG.info("Collection '" + collection + "' follows the folder " + folder);
    folders.follow(scope, Path.of(folder));
  }
}
