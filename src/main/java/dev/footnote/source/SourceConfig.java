package dev.footnote.source;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where documents come from, and how often the service looks. */
@ConfigMapping(prefix = "footnote.source")
public interface SourceConfig {
  /** Folder of the default collection; none when absent. */
  Optional<String> docs();

  /** Folders of further collections of the default tenant, by collection name. */
  Map<String, String> folders();

  /** Name of the collection that {@link #docs} fills. */
  @WithDefault("default")
  String collection();

  /** Tenant that configured folders belong to. */
  @WithDefault("default")
  String tenant();

  /** How often every folder is looked at whole, for what events missed. */
  @WithDefault("60s")
  Duration scanEvery();

  /**
   * Whether events of the file system are listened to; without them the scan alone finds changes.
   */
  @WithDefault("true")
  boolean watch();

  /**
   * Folders whose events are not listened to although {@link #watch} is on: network mounts, say.
   */
  Optional<Set<String>> unwatched();

  /**
   * When the content of every document is compared by hash, for what neither events nor the times
   * of files tell; a Quartz cron expression, or {@code off}.
   */
  @WithDefault("0 30 3 * * ?")
  String sweepAt();

  /** Bytes that the comparison by hash reads in a second at most. */
  @WithDefault("50000000")
  long sweepBytesPerSecondMax();

  /**
   * How long a process that shares the database with others is the one that watches and scans a
   * source, unless it says again that it lives.
   */
  @WithDefault("15s")
  Duration lease();

  /** How often a process says that it lives, and looks for sources without a leader. */
  @WithDefault("5s")
  Duration leaseBeat();

  /** Documents that a dry run reads at most. */
  @WithDefault("2000")
  int estimateDocumentsMax();

  /** How long a dry run reads at most. */
  @WithDefault("10s")
  Duration estimateTimeMax();

  /** How long after an event its path must be quiet before it is looked at. */
  @WithDefault("100ms")
  Duration debounce();

  /**
   * After how long without a change of its size and times a file that exists is looked at before
   * that; a file that is gone never is.
   */
  @WithDefault("20ms")
  Duration stableAfter();

  /** How long a path that is never quiet is waited for. */
  @WithDefault("1s")
  Duration debounceMax();

  /** Paths that may wait to be looked at; with more, the whole folder is looked at instead. */
  @WithDefault("10000")
  int hintsMax();

  /**
   * Share of a source's documents that may be removed within {@link #removalWindow}; with more gone
   * nothing is removed until an admin confirms. 1 lets everything go but the last document of an
   * empty folder.
   */
  @WithDefault("0.5")
  double removalShareMax();

  /** So many documents may always be removed, whatever share they are. */
  @WithDefault("20")
  int removalCountMin();

  /** How long removals are counted together. */
  @WithDefault("10m")
  Duration removalWindow();

  /** Files in a folder at most; a larger one raises an alarm. */
  @WithDefault("1000000")
  int filesMax();
}
