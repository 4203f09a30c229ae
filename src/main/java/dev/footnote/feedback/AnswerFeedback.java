package dev.footnote.feedback;

import dev.footnote.audit.InvalidCursor;
import dev.footnote.audit.LedgerCursor;
import dev.footnote.keeping.CollectionKeeping;
import dev.footnote.store.Database;
import dev.footnote.store.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The feedback on answers: giving it, and reading it. */
@ApplicationScoped
public class AnswerFeedback {
  /** The longest comment, corrected answer and name of an end user, in UTF-16 code units. */
  public static final int COMMENT_CHARS_MAX = 4_000;

  public static final int CORRECTION_CHARS_MAX = 20_000;
  public static final int END_USER_CHARS_MAX = 200;

  /** The most entries on one page. */
  public static final int LIMIT_MAX = 200;

  private final Database database;
  private final FeedbackRepository feedback;
  private final CollectionKeeping keeping;
  private final FeedbackConfig config;
  private final InstantSource clock;

  AnswerFeedback(
      Database database,
      FeedbackRepository feedback,
      CollectionKeeping keeping,
      FeedbackConfig config,
      InstantSource clock) {
    this.database = database;
    this.feedback = feedback;
    this.keeping = keeping;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Adds what somebody says of an answer; what they said of it before is kept, and no longer
   * counts.
   *
   * @param comment null or 1 to {@link #COMMENT_CHARS_MAX} characters
   * @param correctedAnswer null or 1 to {@link #CORRECTION_CHARS_MAX} characters
   * @return empty if the tenant has no such answer
   * @throws TooMuchFeedback if the answer has as many entries as it may have
   */
  public Optional<Feedback> give(
      int tenantId,
      UUID answerId,
      Author author,
      Rating rating,
      @Nullable String comment,
      @Nullable String correctedAnswer) {
    return database.write(
        handle -> {
          Scope scope = feedback.lockAnswer(handle, tenantId, answerId).orElse(null);
          if (scope == null) {
            return Optional.empty();
          }
          if (feedback.count(handle, tenantId, answerId) >= config.perAnswerMax()) {
            throw new TooMuchFeedback(config.perAnswerMax());
          }
          // Later than what is there, so that the last word is the last one also at one instant.
          Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
          Instant at =
              feedback
                  .newest(handle, tenantId, answerId)
                  .filter(newest -> !newest.isBefore(now))
                  .map(newest -> newest.plus(1, ChronoUnit.MICROS))
                  .orElse(now);
          var given =
              new Feedback(
                  UUID.randomUUID(),
                  answerId,
                  at,
                  author,
                  rating,
                  kept(handle, scope, comment, COMMENT_CHARS_MAX),
                  kept(handle, scope, correctedAnswer, CORRECTION_CHARS_MAX),
                  true);
          feedback.add(handle, tenantId, given);
          return Optional.of(given);
        });
  }

  /** What is kept of a person's words; a mark can be longer than what it stands for. */
  private @Nullable String kept(Handle handle, Scope scope, @Nullable String text, int charsMax) {
    if (text == null) {
      return null;
    }
    String kept =
        keeping.redaction(handle, scope).map(redaction -> redaction.text(text)).orElse(text);
    return kept.codePointCount(0, kept.length()) <= charsMax
        ? kept
        : kept.substring(0, kept.offsetByCodePoints(0, charsMax));
  }

  /**
   * What was said of an answer, newest first; empty if the tenant has no such answer.
   *
   * @param keyId the key whose words alone are wanted, if {@code ownOnly}
   */
  public Optional<List<Feedback>> on(
      int tenantId, UUID answerId, boolean ownOnly, @Nullable UUID keyId) {
    return database.read(
        handle ->
            feedback.hasAnswer(handle, tenantId, answerId)
                ? Optional.of(
                    feedback.on(handle, tenantId, answerId).stream()
                        .filter(entry -> !ownOnly || Objects.equals(entry.author().keyId(), keyId))
                        .toList())
                : Optional.empty());
  }

  /**
   * Feedback on all answers, newest first.
   *
   * @param cursor where the page before ended; null for the first page
   * @param limit entries on a page, 1 to {@link #LIMIT_MAX}
   * @throws InvalidCursor if no page has given that cursor
   */
  public FeedbackPage page(
      int tenantId, FeedbackFilter filter, @Nullable String cursor, int limit) {
    if (limit < 1 || limit > LIMIT_MAX) {
      throw new IllegalArgumentException("limit must lie between 1 and " + LIMIT_MAX);
    }
    LedgerCursor after = cursor == null ? null : LedgerCursor.decode(cursor);
    List<FeedbackOnAnswer> found =
        database.read(handle -> feedback.page(handle, tenantId, filter, after, limit + 1));
    if (found.size() <= limit) {
      return new FeedbackPage(found, null);
    }
    List<FeedbackOnAnswer> page = found.subList(0, limit);
    Feedback last = page.getLast().feedback();
    return new FeedbackPage(page, new LedgerCursor(last.at(), last.id()).encode());
  }
}
