package dev.footnote.origin;

import dev.footnote.document.Source;
import dev.footnote.document.VersionOrigin;
import dev.footnote.store.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jgit.lib.ObjectId;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * Looks up who changed a source's documents: the versions that came since the last look, and, when
 * another commit is checked out than then, those that were edits without a commit. It runs beside
 * indexing and touches nothing of it, and takes a tenth of one core at most.
 */
@ApplicationScoped
public class LookUpOrigins {
  private static final Logger LOG = Logger.getLogger(LookUpOrigins.class.getName());

  /** A look is followed by a pause of so many times as long as it took. */
  private static final int PAUSES = 9;

  private static final int ROWS_AT_ONCE = 500;

  private final Database database;
  private final OriginRepository origins;
  private final GitConfig config;
  private final SafeDirectories safe;
  private final Map<Integer, Long> notBeforeNs = new ConcurrentHashMap<>();
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  LookUpOrigins(Database database, OriginRepository origins, GitConfig config) {
    this.database = database;
    this.origins = origins;
    this.config = config;
    this.safe = new SafeDirectories(config.safeDirectories().orElse(List.of()));
  }

  /** Looks, unless the last look at this source was too long for that. */
  public void look(Source source) {
    long start = System.nanoTime();
    if (!config.authors() || start - notBeforeNs.getOrDefault(source.id(), start) < 0) {
      return;
    }
    try (WorkTree workTree = WorkTree.around(Path.of(source.location()), safe).orElse(null)) {
      if (workTree != null) {
        while (step(source, workTree)) {
          Thread.yield();
        }
      }
    } catch (IOException unreadable) {
      tell(source, unreadable);
    } catch (RuntimeException broken) {
      if (broken instanceof JdbiException) {
        throw broken;
      }
      // JGit throws such for repositories that are damaged; other sources are looked at all the
      // same.
      tell(source, broken);
    } finally {
      long end = System.nanoTime();
      notBeforeNs.put(source.id(), end + PAUSES * (end - start));
    }
  }

  /** Once for each reason: a repository that can't be read stays so until somebody mends it. */
  private void tell(Source source, Exception unreadable) {
    String reason = String.valueOf(unreadable.getMessage());
    LOG.log(
        told.size() < 100 && told.add(source.id() + reason) ? Level.INFO : Level.FINE,
        "Who changed documents of {0} is not known: {1}",
        new Object[] {source.location(), reason});
  }

  /** What one snapshot says is to be looked up. */
  private record Due(
      OriginRepository.Progress progress, long watermark, List<OriginRepository.Came> came) {
    boolean isFull(int limit) {
      return came.size() >= limit;
    }
  }

  /** Looks up some; whether there is more. */
  private boolean step(Source source, WorkTree workTree) throws IOException {
    ObjectId head = workTree.head();
    String name = head == null ? null : head.name();
    Due due =
        database.read(
            handle -> {
              var progress = origins.progress(handle, source);
              return new Due(
                  progress,
                  origins.watermark(handle, source),
                  origins.cameAfter(handle, source, progress.watermark(), config.versionsMax()));
            });
    var find = new FindOrigins(workTree, head, config);
    var progress = due.progress;
    if (!Objects.equals(progress.head(), name)) {
      lookAgain(source, workTree, find, head, progress);
    }
    if (!due.came.isEmpty()) {
      keep(find.of(due.came.stream().map(OriginRepository.Came::version).toList()));
    }
    long watermark =
        due.isFull(config.versionsMax()) ? due.came.getLast().watermark() : due.watermark;
    var reached = new OriginRepository.Progress(watermark, name);
    if (!reached.equals(progress)) {
      database.change(handle -> origins.progress(handle, source, reached));
    }
    return due.isFull(config.versionsMax());
  }

  /** Another commit is checked out: what was an edit may have been committed with it. */
  private void lookAgain(
      Source source,
      WorkTree workTree,
      FindOrigins find,
      @Nullable ObjectId head,
      OriginRepository.Progress before)
      throws IOException {
    String then = before.head();
    List<String> changed = then == null ? null : workTree.changed(ObjectId.fromString(then), head);
    if (changed == null) {
      lookAgain(source, find, null);
      return;
    }
    for (int i = 0; i < changed.size(); i += config.versionsMax()) {
      lookAgain(
          source, find, changed.subList(i, Math.min(changed.size(), i + config.versionsMax())));
    }
  }

  private void lookAgain(Source source, FindOrigins find, @Nullable List<String> uris)
      throws IOException {
    List<AskedVersion> edits =
        database.read(
            handle -> origins.uncommitted(handle, source, uris, 2 * config.versionsMax()));
    var found = new HashMap<>(find.of(edits));
    found.values().removeIf(origin -> origin instanceof VersionOrigin.Uncommitted);
    keep(found);
  }

  private void keep(Map<AskedVersion, VersionOrigin> found) {
    // In one order, so that two processes that look at once don't wait for each other in a circle.
    List<AskedVersion> versions =
        found.keySet().stream()
            .sorted(
                Comparator.comparing((AskedVersion each) -> each.document().id())
                    .thenComparing(AskedVersion::version))
            .toList();
    for (int i = 0; i < versions.size(); i += ROWS_AT_ONCE) {
      List<AskedVersion> some = versions.subList(i, Math.min(versions.size(), i + ROWS_AT_ONCE));
      database.change(
          handle ->
              some.forEach(
                  version ->
                      origins.keep(handle, version, Objects.requireNonNull(found.get(version)))));
    }
  }
}
