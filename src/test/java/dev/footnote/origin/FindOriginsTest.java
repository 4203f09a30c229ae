package dev.footnote.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footnote.document.DocumentKey;
import dev.footnote.document.VersionOrigin;
import dev.footnote.fixtures.GitFolder;
import dev.footnote.store.Scope;
import dev.footnote.store.Sha256;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.jgit.api.MergeCommand;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real repository says of who changed a file. */
class FindOriginsTest {
  private static final Instant LATER = Instant.parse("2026-02-01T00:00:00Z");
  private static final DocumentKey DOCUMENT = new DocumentKey(new Scope(1, 1), new UUID(0, 1));

  @TempDir Path folder;

  @Test
  void theLastCommitThatGaveTheFileItsContentIsNamed() {
    try (var repository = GitFolder.init(folder)) {
      repository.write("docs/leave.md", "Leave is 25 days.").commit("Ann", "First");
      RevCommit second =
          repository
              .write("docs/leave.md", "Leave is 26 days.")
              .commit("Bob", "One day more\n\nAs agreed in January.");
      repository.write("docs/other.md", "Something else.").commit("Cid", "Another file");
      assertThat(origin(folder, current("docs/leave.md", "Leave is 26 days.")))
          .isEqualTo(
              new VersionOrigin.Committed(
                  second.name(),
                  "Bob",
                  "bob@example.org",
                  Instant.parse("2026-01-01T00:02:00Z"),
                  "One day more"));
      assertThat(origin(folder.resolve("docs"), current("leave.md", "Leave is 26 days.")))
          .isEqualTo(origin(folder, current("docs/leave.md", "Leave is 26 days.")));
    }
  }

  @Test
  void whatIsBroughtBackIsOfWhoBroughtItBack() {
    try (var repository = GitFolder.init(folder)) {
      repository.write("a.md", "One.").commit("Ann", "One");
      repository.write("a.md", "Two.").commit("Bob", "Two");
      repository.write("a.md", "One.").commit("Cid", "One again");
      assertThat(author(origin(folder, current("a.md", "One.")))).isEqualTo("Cid");
    }
  }

  @Test
  void anEditThatIsNotCommittedIsSaidToBeOne() {
    try (var repository = GitFolder.init(folder)) {
      repository.write("a.md", "One.");
      assertThat(origin(folder, current("a.md", "One.")))
          .as("before the first commit")
          .isEqualTo(new VersionOrigin.Uncommitted());
      repository.commit("Ann", "One");
      assertThat(origin(folder, current("a.md", "Two.")))
          .isEqualTo(new VersionOrigin.Uncommitted());
      assertThat(origin(folder, current("new.md", "New.")))
          .isEqualTo(new VersionOrigin.Uncommitted());
      repository.write("a.md", "Two.").commit("Bob", "Two");
      assertThat(origin(folder, current("a.md", "One.")))
          .as("an old content that was put back by hand was not put back by its first author")
          .isEqualTo(new VersionOrigin.Uncommitted());
    }
  }

  @Test
  void aMergeIsNotTheAuthorOfWhatItMerges() throws Exception {
    try (var repository = GitFolder.init(folder)) {
      RevCommit base = repository.write("a.md", "One.").write("b.md", "One.").commit("Ann", "One");
      repository.write("a.md", "Two.").commit("Bob", "Two");
      var git = repository.git();
      git.checkout().setCreateBranch(true).setName("side").setStartPoint(base).call();
      RevCommit side = repository.write("b.md", "Two.").commit("Cid", "Two aside");
      git.checkout().setName("main").call();
      git.merge()
          .include(side)
          .setFastForward(MergeCommand.FastForwardMode.NO_FF)
          .setMessage("Merged")
          .call();
      assertThat(author(origin(folder, current("a.md", "Two.")))).isEqualTo("Bob");
      assertThat(author(origin(folder, current("b.md", "Two.")))).isEqualTo("Cid");
    }
  }

  @Test
  void eachReplacedVersionHasItsOwnCommit() {
    try (var repository = GitFolder.init(folder)) {
      Instant t = Instant.parse("2026-03-01T10:00:00Z");
      repository.write("a.md", "One.").commit("Ann", "One", t);
      repository.write("a.md", "Two.").commit("Bob", "Two", t.plusSeconds(100));
      repository.write("a.md", "One.").commit("Cid", "One again", t.plusSeconds(200));
      repository.write("a.md", "Four.").commit("Dot", "Four", t.plusSeconds(300));
      assertThat(
              Stream.of(
                      replaced("One.", t.plusSeconds(1), t.plusSeconds(101)),
                      replaced("Two.", t.plusSeconds(101), t.plusSeconds(201)),
                      replaced("One.", t.plusSeconds(201), t.plusSeconds(301)),
                      // Saved before it was committed.
                      replaced("Two.", t.plusSeconds(90), t.plusSeconds(195)),
                      // Saved, and replaced before anybody committed it.
                      replaced("Four.", t.plusSeconds(110), t.plusSeconds(120)),
                      replaced("Never.", t.plusSeconds(110), t.plusSeconds(120)))
                  .map(version -> author(origin(folder, version))))
          .containsExactly("Ann", "Bob", "Cid", "Bob", null, null);
    }
  }

  @Test
  void lineEndsOfAnotherSystemAndLargeFilesAreTheSameContent() {
    try (var repository = GitFolder.init(folder)) {
      String big = "big ".repeat(1_000);
      repository
          .write("a.md", "One.\nTwo.\r\nThree.\n")
          .write(
              "big.txt",
              "version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize %d\n"
                  .formatted(Sha256.ofText(big).hex(), big.length()))
          .commit("Ann", "One");
      assertThat(author(origin(folder, current("a.md", "One.\r\nTwo.\r\nThree.\r\n"))))
          .isEqualTo("Ann");
      assertThat(author(origin(folder, current("big.txt", big)))).isEqualTo("Ann");
      assertThat(origin(folder, current("big.txt", "pig ".repeat(1_000))))
          .isEqualTo(new VersionOrigin.Uncommitted());
    }
  }

  @Test
  void ofAFileThatAProgramMakesNothingIsKnown() {
    try (var repository = GitFolder.init(folder)) {
      repository
          .write(".gitattributes", "*.txt filter=crypt\n")
          .write("a.txt", "xxxx")
          .commit("Ann", "One");
      assertThat(origin(folder, current("a.txt", "Plain."))).isNull();
    }
  }

  @Test
  void nothingIsKnownOfWhatAShallowCloneWasCutFrom() throws Exception {
    try (var repository = GitFolder.init(folder)) {
      repository.write("a.md", "One.").commit("Ann", "One");
      RevCommit cut = repository.write("b.md", "One.").commit("Bob", "Two");
      repository.write("b.md", "Two.").commit("Cid", "Three");
      Files.writeString(folder.resolve(".git/shallow"), cut.name() + "\n");
      assertThat(origin(folder, current("a.md", "One."))).isNull();
      assertThat(author(origin(folder, current("b.md", "Two.")))).isEqualTo("Cid");
    }
  }

  @Test
  void aLinkedWorkTreeHasItsOwnHead() throws Exception {
    Path main = folder.resolve("main");
    Path linked = folder.resolve("linked");
    try (var repository = GitFolder.init(main)) {
      RevCommit first = repository.write("a.md", "One.").commit("Ann", "One");
      repository.write("a.md", "Two.").commit("Bob", "Two");
      Path own = Files.createDirectories(main.resolve(".git/worktrees/linked"));
      Files.writeString(own.resolve("HEAD"), first.name() + "\n");
      Files.writeString(own.resolve("commondir"), "../..\n");
      Files.writeString(own.resolve("gitdir"), linked.resolve(".git") + "\n");
      Files.createDirectories(linked);
      Files.writeString(linked.resolve(".git"), "gitdir: " + own + "\n");
      assertThat(author(origin(linked, current("a.md", "One.")))).isEqualTo("Ann");
      assertThat(author(origin(main, current("a.md", "Two.")))).isEqualTo("Bob");
    }
  }

  @Test
  void aRepositoryWithinAnotherIsNotTheOther() {
    try (var outer = GitFolder.init(folder);
        var inner = GitFolder.init(folder.resolve("sub"))) {
      inner.write("a.md", "One.").commit("Ann", "One");
      outer.write("b.md", "One.").commit("Bob", "With a submodule");
      assertThat(origin(folder, current("sub/a.md", "One."))).isNull();
      assertThat(author(origin(folder.resolve("sub"), current("a.md", "One.")))).isEqualTo("Ann");
    }
  }

  @Test
  void whatALimitLeavesOutIsNotKnown() {
    try (var repository = GitFolder.init(folder)) {
      repository.write("a.md", "One.").commit("Ann", "One");
      repository.write("b.md", "One.").commit("Bob", "Two");
      var limited = config(Map.of("footnote.git.commits-max", "1"));
      assertThat(origin(folder, limited, current("a.md", "One."))).isNull();
      assertThat(author(origin(folder, limited, current("b.md", "One.")))).isEqualTo("Bob");
    }
  }

  @Test
  void addressesAreLeftOutIfTheyAreNotToBeKept() {
    try (var repository = GitFolder.init(folder)) {
      repository.write("a.md", "One.").commit("Ann", "One");
      assertThat(
              origin(
                  folder, config(Map.of("footnote.git.emails", "false")), current("a.md", "One.")))
          .isInstanceOfSatisfying(
              VersionOrigin.Committed.class, found -> assertThat(found.email()).isNull());
    }
  }

  @Test
  void oneWalkAnswersForAllPaths() throws Exception {
    try (var repository = GitFolder.init(folder)) {
      for (int i = 0; i < 500; i++) {
        repository.write("d" + i % 7 + "/" + i + ".md", "Old " + i);
      }
      repository.commit("Ann", "All");
      for (int i = 0; i < 20; i++) {
        repository.write("d" + i % 7 + "/" + i + ".md", "New " + i).commit("Bob", "One more");
      }
      try (var workTree = workTree(folder);
          var commits = new RevWalk(workTree.repository())) {
        var walk = new CommitWalk(workTree.repository());
        var contents = new BlobContents(commits.getObjectReader());
        var questions = new ArrayList<OpenQuestion>();
        for (int i = 0; i < 500; i++) {
          String path = "d" + i % 7 + "/" + i + ".md";
          var version = version(path, (i < 20 ? "New " : "Old ") + i, LATER, LATER.plusSeconds(1));
          var question = new OpenQuestion.Replaced(version, LATER.plusSeconds(1), contents);
          walk.ask(path, question);
          questions.add(question);
        }
        RevCommit head = commits.parseCommit(workTree.head());
        assertThat(walk.walk(commits, head, 1_000, Duration.ofMinutes(5))).isEqualTo(21);
        assertThat(questions).allMatch(question -> question.found() != null);
      }
    }
  }

  @Test
  void whatDiffersBetweenTwoCommitsIsToldByItsPathInTheFolder() throws Exception {
    try (var repository = GitFolder.init(folder)) {
      RevCommit first =
          repository.write("docs/a.md", "One.").write("b.md", "One.").commit("A", "1");
      RevCommit second =
          repository.write("docs/a.md", "Two.").write("b.md", "Two.").commit("B", "2");
      try (var workTree = workTree(folder.resolve("docs"))) {
        assertThat(workTree.changed(first, second)).containsExactly("a.md");
        assertThat(workTree.changed(null, second)).containsExactly("a.md");
        assertThat(workTree.changed(ObjectId.zeroId(), second)).isNull();
      }
    }
  }

  @Test
  void nothingIsWrittenIntoTheRepository() throws Exception {
    try (var repository = GitFolder.init(folder)) {
      repository.write("a.md", "One.").commit("Ann", "One");
      Map<String, Long> before = files();
      assertThat(author(origin(folder, current("a.md", "One.")))).isEqualTo("Ann");
      assertThat(files()).isEqualTo(before);
    }
  }

  @Test
  void aWorkTreeOfAnotherUserIsReadOnlyIfItIsNamed() throws Exception {
    try (var repository = GitFolder.init(folder)) {
      repository.write("a.md", "One.").commit("Ann", "One");
      try {
        Files.setOwner(
            folder.resolve(".git"),
            folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("65534"));
      } catch (IOException notRoot) {
        Assumptions.abort("Only root may give files away");
      }
      assertThatThrownBy(() -> WorkTree.around(folder, new SafeDirectories(List.of())))
          .isInstanceOf(WorkTree.NotTrusted.class)
          .hasMessageContaining(folder.toRealPath().toString());
      var named = new SafeDirectories(List.of(folder.toRealPath().toString()));
      try (var workTree = WorkTree.around(folder, named).orElseThrow()) {
        assertThat(workTree.head()).isNotNull();
      }
    }
  }

  @Test
  void directoriesAreNamedAsGitNamesThem() {
    Path tree = Path.of("/srv/docs/handbook");
    assertThat(SafeDirectories.names(List.of("/srv/docs/handbook"), tree)).isTrue();
    assertThat(SafeDirectories.names(List.of("/srv/docs/*"), tree)).isTrue();
    assertThat(SafeDirectories.names(List.of("/srv/docs/handbook/*"), tree)).isFalse();
    assertThat(SafeDirectories.names(List.of("/srv/docs"), tree)).isFalse();
    assertThat(SafeDirectories.names(List.of("*"), tree)).isTrue();
    assertThat(SafeDirectories.names(List.of("*", ""), tree)).isFalse();
    assertThat(SafeDirectories.names(List.of("", "/srv/docs/handbook"), tree)).isTrue();
  }

  @Test
  void aFolderWithoutARepositoryHasNone() throws IOException {
    assertThat(WorkTree.around(folder.resolve("gone"), new SafeDirectories(List.of()))).isEmpty();
    Path inner = Files.createDirectories(folder.resolve("inner"));
    Files.writeString(inner.resolve(".git"), "not a link");
    GitFolder.init(folder).close();
    assertThat(WorkTree.around(inner, new SafeDirectories(List.of())))
        .as("not what lies around a broken one")
        .isEmpty();
  }

  @Test
  void lookingUpHasTheseLimits() {
    GitConfig config = config(Map.of());
    assertThat(config.authors()).isTrue();
    assertThat(config.emails()).isTrue();
    assertThat(config.safeDirectories()).isEmpty();
    assertThat(config.every()).isEqualTo(Duration.ofSeconds(1));
    assertThat(config.versionsMax()).isEqualTo(10_000);
    assertThat(config.commitsMax()).isEqualTo(100_000);
    assertThat(config.walkMax()).isEqualTo(Duration.ofSeconds(20));
  }

  private Map<String, Long> files() throws IOException {
    var files = new TreeMap<String, Long>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.toList()) {
        files.put(file.toString(), Files.getLastModifiedTime(file).toMillis());
      }
    }
    return files;
  }

  private static WorkTree workTree(Path folder) throws IOException {
    return WorkTree.around(folder, new SafeDirectories(List.of())).orElseThrow();
  }

  private static @Nullable VersionOrigin origin(Path folder, AskedVersion version) {
    return origin(folder, config(Map.of()), version);
  }

  private static @Nullable VersionOrigin origin(
      Path folder, GitConfig config, AskedVersion version) {
    try (var workTree = workTree(folder)) {
      return new FindOrigins(workTree, workTree.head(), config).of(List.of(version)).get(version);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable String author(@Nullable VersionOrigin origin) {
    return origin instanceof VersionOrigin.Committed commit ? commit.author() : null;
  }

  private static AskedVersion current(String uri, String text) {
    return version(uri, text, LATER, null);
  }

  private static AskedVersion replaced(String text, Instant from, Instant to) {
    return version("a.md", text, from, to);
  }

  private static AskedVersion version(String uri, String text, Instant from, @Nullable Instant to) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new AskedVersion(DOCUMENT, 1, uri, Sha256.of(bytes), bytes.length, from, to);
  }

  private static GitConfig config(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .withConverter(Duration.class, 200, new DurationConverter())
        .withMapping(GitConfig.class)
        .withDefaultValues(settings)
        .build()
        .getConfigMapping(GitConfig.class);
  }
}
