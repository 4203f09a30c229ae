package dev.footnote.index;

import dev.footnote.document.ContentReader;
import dev.footnote.document.ContentReader.Content;
import dev.footnote.document.DocumentKey;
import dev.footnote.document.DocumentLease;
import dev.footnote.document.DocumentLeases;
import dev.footnote.document.FileStamp;
import dev.footnote.document.Problem;
import dev.footnote.document.Source;
import dev.footnote.document.SourceRepository;
import dev.footnote.document.Version;
import dev.footnote.embed.EmbeddingUnavailable;
import dev.footnote.jobs.DocumentTask;
import dev.footnote.jobs.ItemOutcome;
import dev.footnote.jobs.ReindexJobRepository;
import dev.footnote.store.Database;
import dev.footnote.store.DatabaseTrouble;
import dev.footnote.store.Sha256;
import dev.footnote.text.DocumentParser;
import dev.footnote.text.Format;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The use case of change: brings one document to what its source holds now. Bytes are read, parsed,
 * cut and embedded outside of any transaction; one transaction then makes the change visible.
 */
@ApplicationScoped
class IndexDocument implements DocumentTask {
  private static final Logger LOG = Logger.getLogger(IndexDocument.class.getName());

  private static final int PREPARED_MAX = 5;

  /** The first wait of a removal for what was added with it; later ones are longer. */
  private static final long ADDED_POLL_MS = 30;

  /** Code of the problem of a document that waits for the embedding model. */
  static final String EMBEDDING_UNAVAILABLE = "embedding-unavailable";

  private final Database database;
  private final DocumentLeases leases;
  private final SourceRepository sources;
  private final ReindexJobRepository jobs;
  private final ContentReader content;
  private final PrepareDocument prepare;
  private final PrepareReplacement prepareReplacement;
  private final ReplaceDocument replace;
  private final IndexProgress progress;
  private final IndexConfig config;
  private final InstantSource clock;

  IndexDocument(
      Database database,
      DocumentLeases leases,
      SourceRepository sources,
      ReindexJobRepository jobs,
      ContentReader content,
      PrepareDocument prepare,
      PrepareReplacement prepareReplacement,
      ReplaceDocument replace,
      IndexProgress progress,
      IndexConfig config,
      InstantSource clock) {
    this.database = database;
    this.leases = leases;
    this.sources = sources;
    this.jobs = jobs;
    this.content = content;
    this.prepare = prepare;
    this.prepareReplacement = prepareReplacement;
    this.replace = replace;
    this.progress = progress;
    this.config = config;
    this.clock = clock;
  }

  @Override
  public Next work(DocumentKey key) {
    Optional<DocumentLease> taken = database.write(handle -> leases.take(handle, key));
    if (taken.isEmpty()) {
      return new Next.Done();
    }
    DocumentLease lease = taken.get();
    Outcome outcome = outcome(lease);
    progress.add(lease, outcome);
    database.change(handle -> jobs.complete(handle, key.scope().tenantId(), clock.instant()));
    return switch (outcome) {
      case Outcome.Deferred(Duration after) -> new Next.Retry(after);
      case Outcome.Refused(Problem problem) when problem.passing() ->
          new Next.Retry(retryAfter(problem.attempts()));
      default -> new Next.Done();
    };
  }

  private Outcome outcome(DocumentLease lease) {
    if (lease.state().equals("removed")) {
      return acknowledge(lease, null);
    }
    try {
      return index(lease);
    } catch (EmbeddingUnavailable unavailable) {
      return refuse(
          lease, EMBEDDING_UNAVAILABLE, String.valueOf(unavailable.getMessage()), true, null, null);
    } catch (RuntimeException unexpected) {
      if (DatabaseTrouble.isCauseOf(unexpected)) {
        // Nothing is wrong with the document, and nothing could be written about it: the queue
        // tries again.
        throw unexpected;
      }
      LOG.log(Level.SEVERE, "Indexing " + lease.uri() + " failed unexpectedly", unexpected);
      boolean again = attempts(lease, "internal") < config.attemptsMax();
      return refuse(
          lease,
          "internal",
          "Indexing failed unexpectedly; the log says how. The version before is still answered from.",
          again,
          null,
          null);
    }
  }

  private Outcome index(DocumentLease lease) {
    Optional<Source> source =
        database.read(handle -> sources.find(handle, lease.key().scope(), lease.sourceId()));
    if (source.isEmpty()) {
      return replace.remove(lease);
    }
    return switch (content.read(source.get(), lease.uri(), config.bytesMax())) {
      case Content.Missing() -> gone(lease);
      case Content.Unreadable(String code, String detail, boolean passing) ->
          refuse(lease, code, detail, passing, null, null);
      case Content.Found(byte[] bytes, FileStamp stamp) -> index(lease, bytes, stamp);
    };
  }

  /**
   * A file that gets another name and another content at once is a document that is gone and one
   * that is added. The new one comes first, so that no reader finds neither.
   */
  private Outcome gone(DocumentLease lease) {
    Instant noticed = lease.noticedAt();
    if (noticed == null) {
      return replace.remove(lease);
    }
    Duration age = Duration.between(noticed, clock.instant());
    if (age.compareTo(config.removalWait()) >= 0
        || !database.read(
            handle -> leases.isAdding(handle, lease, noticed, config.removalWait()))) {
      return replace.remove(lease);
    }
    return new Outcome.Deferred(Duration.ofMillis(Math.max(ADDED_POLL_MS, age.toMillis() / 4)));
  }

  private Outcome index(DocumentLease lease, byte[] bytes, FileStamp stamp) {
    Sha256 sha256 = Sha256.of(bytes);
    if (!lease.forced() && sha256.equals(lease.contentSha256()) && isSettled(lease)) {
      return acknowledge(lease, stamp);
    }
    return switch (prepare.prepare(lease.uri(), bytes)) {
      case PrepareDocument.Preparation.Refused(String code, String detail) ->
          refuse(lease, code, detail, false, stamp, sha256);
      case PrepareDocument.Preparation.Ready(Version version) -> replace(lease, version, stamp);
    };
  }

  private Outcome replace(DocumentLease lease, Version version, FileStamp stamp) {
    // A second time only where a generation was started or a passage removed meanwhile: seldom.
    for (int tries = 0; tries < PREPARED_MAX; tries++) {
      switch (prepareReplacement.prepare(lease.key().scope(), version)) {
        case PrepareReplacement.Prepared.TooManyChunks(String detail) -> {
          return refuse(lease, "too-many-chunks", detail, false, stamp, version.contentSha256());
        }
        case PrepareReplacement.Prepared.Ready(Replacement replacement) -> {
          Optional<Outcome> outcome = replace.replace(lease, replacement, stamp);
          if (outcome.isPresent()) {
            return outcome.get();
          }
        }
      }
    }
    throw new IllegalStateException(
        "The collection changed faster than a document could be prepared for it.");
  }

  /** Whether the same bytes would give the same result: by the same parser, as the same format. */
  private static boolean isSettled(DocumentLease lease) {
    if (lease.problem() != null) {
      return !lease.problem().passing() && lease.problem().parser().equals(DocumentParser.VERSION);
    }
    return DocumentParser.VERSION.equals(lease.currentParser())
        && Format.ofFileName(lease.uri())
            .map(PrepareDocument::name)
            .filter(name -> name.equals(lease.currentFormat()))
            .isPresent();
  }

  private Outcome acknowledge(DocumentLease lease, @Nullable FileStamp stamp) {
    Problem parked = lease.problem();
    return database.write(
        handle -> {
          if (!leases.lock(handle, lease)) {
            return new Outcome.Superseded();
          }
          leases.acknowledge(handle, lease, stamp);
          jobs.settle(
              handle,
              lease.key(),
              new ItemOutcome(
                  parked == null ? "unchanged" : parked.code(), parked != null, 0, 0, null));
          return new Outcome.Unchanged();
        });
  }

  private Outcome refuse(
      DocumentLease lease,
      String code,
      String detail,
      boolean passing,
      @Nullable FileStamp stamp,
      @Nullable Sha256 sha256) {
    var problem =
        new Problem(
            code, detail, passing, attempts(lease, code), DocumentParser.VERSION, clock.instant());
    return database.write(
        handle -> {
          if (!leases.lock(handle, lease)) {
            return new Outcome.Superseded();
          }
          leases.refuse(handle, lease, problem, stamp, sha256);
          if (!passing) {
            jobs.settle(handle, lease.key(), new ItemOutcome(code, true, 0, 0, null));
          }
          return new Outcome.Refused(problem);
        });
  }

  private static int attempts(DocumentLease lease, String code) {
    Problem before = lease.problem();
    return before != null && before.code().equals(code) ? before.attempts() + 1 : 1;
  }

  private Duration retryAfter(int attempts) {
    Duration wait = Duration.ofMillis(250L << Math.min(attempts, 16));
    Duration most = wait.compareTo(config.retryMax()) < 0 ? wait : config.retryMax();
    // Up to a quarter less, so that documents which failed together don't try again together.
    return most.minusMillis(ThreadLocalRandom.current().nextLong(most.toMillis() / 4 + 1));
  }
}
