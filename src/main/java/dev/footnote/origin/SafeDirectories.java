package dev.footnote.origin;

import com.sun.security.auth.module.UnixSystem;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/**
 * Which work trees may be read: those that belong to the user of this process, and those that
 * {@code safe.directory} names (git-config(1)): exactly, all below with a final {@code /*}, or any
 * with {@code *}; an empty value forgets those before it.
 */
final class SafeDirectories {
  private static final List<Path> SETTINGS =
      List.of(
          Path.of("/etc/gitconfig"),
          Path.of(System.getProperty("user.home"), ".config", "git", "config"),
          Path.of(System.getProperty("user.home"), ".gitconfig"));

  private final List<String> configured;

  SafeDirectories(List<String> configured) {
    this.configured = List.copyOf(configured);
  }

  /** Whether all of these, of which the first is the work tree, may be read. */
  boolean hold(Path workTree, Path gitDir) throws IOException {
    UserPrincipal user =
        FileSystems.getDefault()
            .getUserPrincipalLookupService()
            .lookupPrincipalByName(Long.toString(new UnixSystem().getUid()));
    return (Files.getOwner(workTree).equals(user)
            && Files.getOwner(workTree.resolve(".git")).equals(user)
            && Files.getOwner(gitDir).equals(user))
        || isNamed(workTree);
  }

  private boolean isNamed(Path workTree) throws IOException {
    var named = new ArrayList<String>();
    for (Path file : SETTINGS) {
      if (Files.isReadable(file)) {
        named.addAll(values(file.toFile()));
      }
    }
    named.addAll(configured);
    return names(named, workTree);
  }

  static boolean names(List<String> values, Path workTree) {
    return values.subList(values.lastIndexOf("") + 1, values.size()).stream()
        .anyMatch(
            value ->
                value.equals("*")
                    || (value.endsWith("/*")
                        ? !workTree.equals(below(value)) && workTree.startsWith(below(value))
                        : workTree.equals(Path.of(value))));
  }

  private static Path below(String value) {
    return Path.of(value.substring(0, Math.max(1, value.length() - 2)));
  }

  private static List<String> values(File file) throws IOException {
    var settings = new FileBasedConfig(file, FS.DETECTED);
    try {
      settings.load();
    } catch (ConfigInvalidException broken) {
      throw new IOException(file + " can't be read as settings of Git", broken);
    }
    var values = new ArrayList<String>();
    for (@Nullable String value : settings.getStringList("safe", null, "directory")) {
      values.add(value == null ? "" : value);
    }
    return values;
  }
}
