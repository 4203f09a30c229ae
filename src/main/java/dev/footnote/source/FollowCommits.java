package dev.footnote.source;

import dev.footnote.jobs.Regularly;
import dev.footnote.origin.GitConfig;
import dev.footnote.origin.LookUpOrigins;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Has it looked up, now and then, who changed the documents of the folders that are led here. */
@ApplicationScoped
class FollowCommits {
  private final Folders folders;
  private final LookUpOrigins origins;
  private final Regularly regularly;
  private final GitConfig config;

  FollowCommits(Folders folders, LookUpOrigins origins, Regularly regularly, GitConfig config) {
    this.folders = folders;
    this.origins = origins;
    this.regularly = regularly;
    this.config = config;
  }

  void start(@Observes StartupEvent event) {
    if (config.authors()) {
      regularly.run(
          "who changed documents", config.every(), () -> folders.led().forEach(origins::look));
    }
  }
}
