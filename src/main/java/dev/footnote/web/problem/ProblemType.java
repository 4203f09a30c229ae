package dev.footnote.web.problem;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The kinds of problem that a client can meet. The names are part of the API: they stay. Each has a
 * page that explains it, which is what its {@code type} points at.
 */
public enum ProblemType {
  MALFORMED_JSON(
      400,
      "The body is not JSON",
      "The request's body could not be read as JSON, or goes on after the end of its object.",
      "Check quotes, commas and brackets near the place that the detail names."),
  UNKNOWN_FIELD(
      400,
      "A field is not known",
      "The body holds a field that this endpoint doesn't have. It is refused rather than ignored,"
          + " so that a misspelt filter can't silently find too much.",
      "Correct the field's name; the detail lists those that exist."),
  INVALID_INPUT(
      400,
      "An input is not acceptable",
      "A field, a query parameter or a header has the wrong type, is missing or lies outside its"
          + " limits.",
      "The errors name each input and what it must be."),
  QUESTION_EMPTY(
      400,
      "The question is empty",
      "There was nothing but spaces, or nothing at all, where the question belongs.",
      "Ask something in words."),
  QUESTION_TOO_LONG(
      400,
      "The question is too long",
      "A question is limited in length, because a model reads only so much of it.",
      "Ask in fewer words; the detail says how many characters are allowed."),
  UNAUTHORIZED(
      401,
      "An API key is needed",
      "The request carries no valid API key. Without one, Footnote answers only on the machine it"
          + " runs on, and only when it listens on loopback alone.",
      "Send the key as 'Authorization: Bearer fn_…'. An admin makes keys with POST"
          + " /api/v1/admin/keys."),
  FORBIDDEN(
      403,
      "The key's role does not allow this",
      "The API key is valid, and its role may not do this. A reader asks and reads documents, an"
          + " auditor also reads the ledger, an admin may do everything.",
      "Use a key with the role that the detail names."),
  NOT_FOUND(
      404,
      "There is nothing here",
      "The path leads nowhere, or what it names does not exist (any more) for this tenant.",
      "Check the path and the id. The API is described at /q/openapi."),
  ERASED(
      410,
      "It was erased",
      "What the path names was on the ledger and was erased: by somebody's right, or because it was"
          + " older than it may be kept.",
      "The ledger keeps when, by whom and why; what it said is gone."),
  UNKNOWN_COLLECTION(
      404,
      "There is no such collection",
      "The request names a collection that this tenant does not have.",
      "GET /api/v1/collections lists those there are."),
  METHOD_NOT_ALLOWED(
      405,
      "The method does not fit the path",
      "The path exists, but not with this HTTP method.",
      "Send OPTIONS to the path: the Allow header of the reply lists the methods that fit."),
  NOT_ACCEPTABLE(
      406,
      "No acceptable format",
      "The Accept header allows none of the formats that this path can send.",
      "Ask for application/json."),
  CONFLICT(
      409,
      "The state does not allow this",
      "The request is in order, but contradicts what already is.",
      "The detail says what stands in the way."),
  PAST_NOT_KEPT(
      410,
      "That moment can't be searched any more",
      "The request names a moment of the past of which rows are gone: the index that was live then has been"
          + " removed, chunks that nothing cites were cleared away, or counts were not kept yet.",
      "Name a later moment: the detail says the earliest one that can be searched."),
  BODY_TOO_LARGE(
      413,
      "The body is too large",
      "Request bodies are limited to 1 MiB, and golden sets and documents to 32 MiB.",
      "Send less. Documents come in through the source folder, not through this API."),
  UNSUPPORTED_MEDIA_TYPE(
      415,
      "The body's format is not supported",
      "The Content-Type header names a format that this path can't read.",
      "Send JSON with 'Content-Type: application/json'."),
  BUDGET_EXHAUSTED(
      429,
      "The budget is used up",
      "What this API key or this collection may spend on language models in a day or a month has been"
          + " spent.",
      "Wait for the seconds in the Retry-After header, until the day or the month (of UTC) ends, or ask an"
          + " admin to raise the budget with PUT /api/v1/admin/budgets/keys/ID or .../collections/NAME."),
  INTERNAL(
      500,
      "Something went wrong here",
      "A defect of the service; the request may be in order. Nothing about it is told outside.",
      "Give the instance to whoever runs the service: the log has the cause under that id."),
  OVERLOADED(
      503,
      "Too many requests at once",
      "As many questions are being answered as the service allows at the same time.",
      "Try again after the seconds in the Retry-After header."),
  DATABASE_UNAVAILABLE(
      503,
      "The database can't be reached",
      "Documents and answers live in PostgreSQL, which does not answer at the moment.",
      "Try again after the seconds in the Retry-After header; whoever runs the service should look"
          + " at /q/health/ready."),
  MODEL_UNAVAILABLE(
      503,
      "The embedding model does not answer",
      "A question must become a vector before it can be searched for, and the model for that"
          + " can't be reached or is overloaded.",
      "Try again after the seconds in the Retry-After header."),
  LANGUAGE_MODEL_UNAVAILABLE(
      503,
      "The language model does not answer",
      "The service is configured to answer with a language model and not without one, and the model"
          + " failed.",
      "Try again after the seconds in the Retry-After header, or set"
          + " footnote.llm.on-failure=extractive to be answered without it."),
  ANSWER_SCHEMA_NOT_FOLLOWED(
      502,
      "The answer does not follow its schema",
      "The answer profile wants JSON by a schema. The language model's reply does not follow it, and"
          + " neither did the second one, for which it was told what was wrong.",
      "Ask again, make the profile's answer_schema simpler, or choose a model that writes JSON"
          + " reliably. The detail says what was wrong."),
  WATERMARK_NOT_REACHED(
      504,
      "The index is not that far yet",
      "The request names a min_watermark, and the collection's index did not reach it within the"
          + " time that a request may wait.",
      "Try again after the seconds in the Retry-After header, or ask without min_watermark for what"
          + " is indexed now. /api/v1/status shows the watermark and what waits.");

  private static final String PATH = "/problems/";

  private final int status;
  private final String title;
  private final String meaning;
  private final String remedy;

  ProblemType(int status, String title, String meaning, String remedy) {
    this.status = status;
    this.title = title;
    this.meaning = meaning;
    this.remedy = remedy;
  }

  /** The HTTP status that goes with it. */
  public int status() {
    return status;
  }

  /** The same few words for every occurrence. */
  public String title() {
    return title;
  }

  /** What it means, in a sentence or two. */
  public String meaning() {
    return meaning;
  }

  /** What to do about it. */
  public String remedy() {
    return remedy;
  }

  /** Its name in URLs, such as {@code question-too-long}. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Its {@code type}: the path of the page that explains it. */
  public String uri() {
    return PATH + slug();
  }

  /** The type of that name; empty if there is none. */
  public static Optional<ProblemType> bySlug(String slug) {
    return Arrays.stream(values()).filter(type -> type.slug().equals(slug)).findFirst();
  }
}
