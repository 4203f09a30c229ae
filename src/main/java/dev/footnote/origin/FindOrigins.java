package dev.footnote.origin;

import dev.footnote.document.VersionOrigin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** Finds who brought versions, in the history of a work tree up to a commit. */
final class FindOrigins {
  private static final Logger LOG = Logger.getLogger(FindOrigins.class.getName());

  /** Characters of a name, an address or a line of a message that are kept. */
  static final int CHARS_MAX = 500;

  private final WorkTree workTree;
  private final @Nullable ObjectId head;
  private final GitConfig config;

  FindOrigins(WorkTree workTree, @Nullable ObjectId head, GitConfig config) {
    this.workTree = workTree;
    this.head = head;
    this.config = config;
  }

  /** The origins of versions; a version that nothing is known of is not in the map. */
  Map<AskedVersion, VersionOrigin> of(List<AskedVersion> versions) throws IOException {
    Set<Path> plain = new HashSet<>();
    List<AskedVersion> own =
        versions.stream().filter(each -> !workTree.isOfAnother(each.uri(), plain)).toList();
    var origins = new HashMap<AskedVersion, VersionOrigin>();
    if (head == null) {
      own.stream()
          .filter(each -> each.validTo() == null)
          .forEach(each -> origins.put(each, new VersionOrigin.Uncommitted()));
      return origins;
    }
    try (var commits = new RevWalk(workTree.repository())) {
      commits.setRetainBody(false);
      RevCommit from = commits.parseCommit(head);
      var walk = new CommitWalk(workTree.repository());
      List<OpenQuestion> questions = questions(commits, from, own, origins);
      questions.forEach(each -> walk.ask(workTree.path(each.version().uri()), each));
      try {
        walk.walk(commits, from, config.commitsMax(), config.walkMax());
      } catch (MissingObjectException partial) {
        LOG.log(Level.FINE, "What a partial clone lacks is not known", partial);
      }
      for (OpenQuestion question : questions) {
        RevCommit found = question.found();
        if (found != null) {
          origins.put(question.version(), committed(commits, found));
        }
      }
    }
    return origins;
  }

  /** What the history must tell; what the checked-out commit tells goes to {@code origins}. */
  private List<OpenQuestion> questions(
      RevWalk commits,
      RevCommit from,
      List<AskedVersion> versions,
      Map<AskedVersion, VersionOrigin> origins)
      throws IOException {
    Set<String> paths =
        versions.stream()
            .filter(each -> each.validTo() == null)
            .map(each -> workTree.path(each.uri()))
            .collect(Collectors.toSet());
    Map<String, HeadFiles.HeadFile> files =
        HeadFiles.at(workTree.repository(), from.getTree(), paths);
    var contents = new BlobContents(commits.getObjectReader());
    var questions = new ArrayList<OpenQuestion>();
    for (AskedVersion version : versions) {
      HeadFiles.HeadFile file = files.get(workTree.path(version.uri()));
      if (version.validTo() != null) {
        questions.add(new OpenQuestion.Replaced(version, version.validTo(), contents));
      } else if (file != null && contents.is(file.blob(), version)) {
        questions.add(new OpenQuestion.AsCheckedOut(version, file.blob()));
      } else if (file == null || !file.converted()) {
        origins.put(version, new VersionOrigin.Uncommitted());
      }
    }
    return questions;
  }

  private VersionOrigin committed(RevWalk commits, RevCommit commit) throws IOException {
    commits.parseBody(commit);
    PersonIdent author = commit.getAuthorIdent();
    String email = line(author.getEmailAddress());
    return new VersionOrigin.Committed(
        commit.name(),
        line(author.getName()),
        email.isEmpty() || !config.emails() ? null : email,
        author.getWhenAsInstant(),
        line(commit.getShortMessage()));
  }

  /** Text that PostgreSQL takes, on one line and not longer than may be. */
  private static String line(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= CHARS_MAX ? line : line.substring(0, CHARS_MAX);
  }
}
