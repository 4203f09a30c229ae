package dev.footnote.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footnote.answer.CallerContext;
import dev.footnote.conversation.Turn;
import dev.footnote.search.AsOf;
import dev.footnote.search.SearchFilter;
import dev.footnote.web.problem.ProblemException;
import dev.footnote.web.problem.ProblemType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A question as clients send it, to be answered or to be searched for.
 *
 * @param k how many passages; 8 if null
 * @param collection {@code default} if null
 * @param whyNot a document whose absence is to be explained; for a search alone
 * @param profile answer profile of the collection; its own if null
 * @param conversationId kept conversation that the question goes on with; none if null
 * @param history what was said before, oldest first; nothing if null
 * @param context what the caller knows besides; nothing if null
 * @param minWatermark how far the index must be; wherever it is if null
 * @param waitMs how long to wait for that; as long as the service allows if null
 * @param asOf a time as RFC 3339 or a watermark; now if null
 */
public record QuestionRequest(
    @Schema(examples = "How many days of annual leave do I get?")
        @NotNull(message = "must be a text: the question")
        String question,
    @Schema(description = "Name of a collection", examples = "default", defaultValue = "default")
        @Nullable
        @Size(max = 63, message = "must be the name of a collection")
        String collection,
    @Schema(description = "How many passages may be looked at", defaultValue = "8")
        @Nullable
        @Min(value = 1, message = "must be at least 1")
        @Max(value = K_MAX, message = "must be at most 100")
        Integer k,
    @Nullable @Valid Filters filters,
    @Schema(description = "Whether the reply says how it came about", defaultValue = "false")
        @Nullable Boolean explain,
    @Schema(
            description =
                "Id or path of a document: the reply to a search says why it is not among the hits,"
                    + " as part of the explanation",
            examples = "policies/travel.md")
        @Nullable
        @Size(min = 1, max = 4_096, message = "must be the id or the path of a document")
        String whyNot,
    @Schema(description = "Name of an answer profile", examples = "brief")
        @Nullable
        @Size(max = 63, message = "must be the name of an answer profile")
        String profile,
    @Schema(
            description =
                "A conversation that is kept by the service, and goes on with this question")
        @Nullable UUID conversationId,
    @Schema(
            description =
                "What was said before, oldest first, if the caller keeps the conversation")
        @Nullable
        @Size(max = HISTORY_MAX, message = "must have at most 200 entries")
        List<@Valid @NotNull(message = "must not be null") Said> history,
    @Schema(
            description =
                "What the caller knows besides, such as a customer's tier: a language model may answer"
                    + " from it, and then cites it as the caller's own words, in context_citations."
                    + " 16000 characters in all")
        @Nullable
        @Size(max = CallerContext.ITEMS_MAX, message = "must have at most 20 entries")
        List<@Valid @NotNull(message = "must not be null") ContextItem> context,
    @Schema(
            description =
                "Wait until the collection's index is at least this far: the watermark of a reindex job, say",
            examples = "42")
        @Nullable
        @Min(value = 0, message = "must be at least 0")
        Long minWatermark,
    @Schema(
            description =
                "How many milliseconds to wait for min_watermark; never longer than the service's own limit")
        @Nullable
        @Min(value = 0, message = "must be at least 0")
        @Max(value = WAIT_MS_MAX, message = "must be at most 60000")
        Integer waitMs,
    @Schema(
            description =
                "The moment of the past to look at: a time, or a watermark. The collection is searched"
                    + " exactly as it was then",
            oneOf = {String.class, Long.class},
            examples = "2026-01-31T12:00:00Z")
        @Nullable JsonNode asOf) {

  /** The collection that is meant when none is named. */
  public static final String COLLECTION_DEFAULT = "default";

  /** How many passages are looked at when no number is given. */
  public static final int K_DEFAULT = 8;

  private static final String AS_OF = "as_of";
  private static final int K_MAX = 100;
  private static final int HISTORY_MAX = 200;
  private static final int WAIT_MS_MAX = 60_000;

  /**
   * Something that was said before.
   *
   * @param role who said it
   */
  public record Said(
      @NotNull(message = "must be user or assistant")
          @Pattern(regexp = "user|assistant", message = "must be user or assistant")
          String role,
      @NotNull(message = "must be a text") String text) {}

  /**
   * Something that the caller knows.
   *
   * @param title what it is about, in a few words
   */
  public record ContextItem(
      @Schema(examples = "Customer's tier")
          @NotBlank(message = "must say what the text is about")
          @Size(max = CallerContext.TITLE_CHARS_MAX, message = "must have at most 200 characters")
          String title,
      @Schema(examples = "Gold, since March 2024") @NotBlank(message = "must be a text")
          String text) {}

  /**
   * What a document must be for its passages to be found; all conditions together.
   *
   * @param metadata values that the metadata must hold
   * @param path glob over the document's path
   * @param formats any of these
   */
  public record Filters(
      @Schema(examples = "{\"tags\": \"hr\"}")
          @Nullable
          @Size(max = 16, message = "must have at most 16 entries")
          Map<String, @NotNull(message = "must not be null") Object> metadata,
      @Schema(examples = "policies/**")
          @Nullable
          @Size(max = 1_024, message = "must have at most 1024 characters")
          String path,
      @Schema(examples = "[\"pdf\"]")
          @Nullable
          @Size(max = 16, message = "must have at most 16 entries")
          List<@NotBlank(message = "must name a format") String> formats) {

    private SearchFilter toFilter() {
      return new SearchFilter(
          metadata == null ? Map.of() : metadata, path, formats == null ? List.of() : formats);
    }
  }

  /**
   * The question's text, if it can be one.
   *
   * @param charsMax the longest question, in UTF-16 code units
   */
  public static String checked(String question, int charsMax) {
    if (question.length() > charsMax) {
      throw new ProblemException(
          ProblemType.QUESTION_TOO_LONG,
          "The question has %,d characters; at most %,d are allowed. Ask in fewer words."
              .formatted(question.length(), charsMax));
    }
    String words = question.replaceAll("\\p{Cntrl}+", " ").strip();
    if (words.isEmpty()) {
      throw new ProblemException(
          ProblemType.QUESTION_EMPTY, "The question is empty. Ask something in words.");
    }
    return words;
  }

  /**
   * The moment that is meant; null for now.
   *
   * @throws ProblemException if it is neither a time nor a watermark
   */
  @Nullable AsOf moment() {
    if (asOf == null || asOf.isNull()) {
      return null;
    }
    if (asOf.isIntegralNumber() && asOf.canConvertToLong() && asOf.longValue() >= 0) {
      return new AsOf.Watermark(asOf.longValue());
    }
    return (asOf.isTextual() ? Times.read(asOf.textValue()) : Optional.<Instant>empty())
        .map(AsOf.Time::new)
        .orElseThrow(
            () ->
                ProblemException.invalid(
                    AS_OF,
                    "'as_of' must be a time such as 2026-01-31T12:00:00Z, or a watermark such as 42."));
  }

  String collectionOrDefault() {
    return collection == null ? COLLECTION_DEFAULT : collection;
  }

  int kOrDefault() {
    return k == null ? K_DEFAULT : k;
  }

  List<Turn> turns() {
    return history == null
        ? List.of()
        : history.stream()
            .map(
                said ->
                    said.role().equals("user")
                        ? Turn.user(said.text())
                        : Turn.assistant(said.text()))
            .toList();
  }

  /**
   * What the caller knows besides.
   *
   * @throws ProblemException if it is too long
   */
  CallerContext callerContext() {
    return context == null
        ? CallerContext.NONE
        : checked(
            "context",
            new CallerContext(
                context.stream()
                    .map(item -> new CallerContext.Item(item.title(), item.text()))
                    .toList()));
  }

  /**
   * The context, if it is short enough.
   *
   * @param field where the request has it
   */
  public static CallerContext checked(String field, CallerContext context) {
    int chars = context.items().stream().mapToInt(item -> item.text().length()).sum();
    if (chars > CallerContext.CHARS_MAX) {
      throw ProblemException.invalid(
          field,
          "The texts of '%s' have %,d characters together; at most %,d are allowed."
              .formatted(field, chars, CallerContext.CHARS_MAX));
    }
    return context;
  }

  SearchFilter filter() {
    return filters == null ? SearchFilter.NONE : filters.toFilter();
  }

  Duration waitOrLongest() {
    return Duration.ofMillis(waitMs == null ? WAIT_MS_MAX : waitMs);
  }

  boolean explained() {
    return Boolean.TRUE.equals(explain) || whyNot != null;
  }
}
