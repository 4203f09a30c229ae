package dev.footnote.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footnote.document.ContentReader.Content;
import dev.footnote.document.Source;
import dev.footnote.store.Scope;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FolderReaderTest {
  private final FolderReader reader = new FolderReader();

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFileWhoseLengthIsNotTheOneItWasSeenWithIsReadAgainLater() {
    // The kernel says that this file has no bytes, and then hands some out: like a file that grows
    // while it is read.
    assertThat(reader.read(folder(Path.of("/proc/self")), "status", 1_000_000))
        .isInstanceOfSatisfying(
            Content.Unreadable.class,
            unreadable -> {
              assertThat(unreadable.code()).isEqualTo("changing");
              assertThat(unreadable.passing()).isTrue();
            });
  }

  @Test
  void nothingOutsideOfTheFolderIsRead(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("secret.txt"), "secret");
    Path root = Files.createDirectory(folder.resolve("root"));
    Files.createSymbolicLink(root.resolve("up"), folder);
    for (String uri : new String[] {"../secret.txt", "a/../../secret.txt", "up/secret.txt"}) {
      assertThat(reader.read(folder(root), uri, 100)).as(uri).isInstanceOf(Content.Missing.class);
    }
  }

  @Test
  void aFileInAFolderThatIsNotThereIsNotMissing(@TempDir Path folder) {
    assertThat(reader.read(folder(folder.resolve("unmounted")), "a.txt", 100))
        .isInstanceOf(Content.Unreadable.class);
    assertThat(reader.read(folder(folder), "a.txt", 100)).isInstanceOf(Content.Missing.class);
  }

  @Test
  void aFileIsReadWhenTheClockTickOfItsLastChangeIsOver(@TempDir Path folder) throws Exception {
    for (int i = 0; i < 5; i++) {
      Path file = Files.writeString(folder.resolve("a.txt"), "text " + i);
      long writtenMs = Files.getLastModifiedTime(file).toMillis();
      assertThat(reader.read(folder(folder), "a.txt", 100)).isInstanceOf(Content.Found.class);
      assertThat(System.currentTimeMillis()).isGreaterThanOrEqualTo(writtenMs + 20);
    }
  }

  private static Source folder(Path path) {
    return new Source(new Scope(1, 1), 1, "folder", path.toString(), null, null);
  }
}
