package dev.footnote.origin;

import java.io.File;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * The machine as JGit sees it in this process, so that it only ever reads. By itself JGit runs the
 * {@code git} program to find the system's settings, and measures the precision of file times by
 * writing files into the repository.
 */
final class QuietSystem extends SystemReader.Delegate {
  /** What JGit assumes where it can't measure. */
  private static final long PRECISION_MS = 2_000;

  private QuietSystem(SystemReader machine) {
    super(machine);
  }

  /** Makes this the machine that JGit sees. */
  static synchronized void install() {
    if (!(SystemReader.getInstance() instanceof QuietSystem)) {
      SystemReader.setInstance(new QuietSystem(SystemReader.getInstance()));
    }
  }

  @Override
  public FileBasedConfig openSystemConfig(Config parent, FS fs) {
    return new Nothing(parent, fs);
  }

  @Override
  public FileBasedConfig openUserConfig(Config parent, FS fs) {
    return new Nothing(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(Config parent, FS fs) {
    return new Nothing(parent, fs);
  }

  /** No settings but the precision of file times. */
  private static final class Nothing extends FileBasedConfig {
    Nothing(Config parent, FS fs) {
      super(parent, new File("none"), fs);
    }

    @Override
    public void load() {}

    @Override
    public void save() {}

    @Override
    public boolean isOutdated() {
      return false;
    }

    @Override
    public long getTimeUnit(
        String section, String subsection, String name, long otherwise, TimeUnit unit) {
      return "filesystem".equals(section)
          ? unit.convert(PRECISION_MS, TimeUnit.MILLISECONDS)
          : otherwise;
    }
  }
}
