package dev.footnote.web.api;

import dev.footnote.access.CurrentCaller;
import dev.footnote.access.Role;
import dev.footnote.document.VersionOrigin;
import dev.footnote.evidence.TextSpan;
import dev.footnote.history.DatedText;
import dev.footnote.history.DocumentHistory;
import dev.footnote.history.TextDiff;
import dev.footnote.history.VersionChoice;
import dev.footnote.web.problem.ProblemException;
import dev.footnote.web.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How a document came to say what it says. */
@Path("/api/v1/documents/{id}")
@RolesAllowed(Role.READ)
@RunOnVirtualThread
@Tag(name = "Documents")
public class HistoryResource {
  /** Characters of one stretch that are written out. */
  static final int STRETCH_CHARS_MAX = 2_000;

  private final DocumentHistory history;
  private final CurrentCaller caller;

  HistoryResource(DocumentHistory history, CurrentCaller caller) {
    this.history = history;
    this.caller = caller;
  }

  /**
   * A version and when it was current.
   *
   * @param changedBy who brought what it says; null if that is not known
   */
  public record VersionLine(
      int version,
      Instant validFrom,
      @Nullable Instant validTo,
      @Nullable VersionOrigin changedBy) {
    static VersionLine of(DatedText version) {
      return new VersionLine(
          version.version(), version.validFrom(), version.validTo(), version.changedBy());
    }
  }

  /**
   * A stretch of a comparison.
   *
   * @param from its span in the first version; empty if that does not have it
   * @param text at most 2,000 characters of a stretch that was deleted or inserted; null for equal
   *     ones
   */
  public record StretchView(
      @Schema(description = "equal, deleted or inserted") String kind,
      TextSpan from,
      TextSpan to,
      @Nullable String text) {}

  /**
   * How one version became another.
   *
   * @param coarse whether a part differs so much that it is not told word by word
   */
  public record DiffView(
      VersionLine from, VersionLine to, boolean coarse, List<StretchView> stretches) {}

  /**
   * Since when a passage stands there.
   *
   * @param version the first version that holds it, of an unbroken row
   * @param before the version before, which does not; null if there is none
   * @param complete false if it stands there for more than 1,000 versions
   */
  public record SinceView(
      VersionLine version, TextSpan span, @Nullable VersionLine before, boolean complete) {}

  @GET
  @Path("/diff")
  @Operation(
      summary = "Compare two versions word by word",
      description =
          "All stretches together are both versions. Spans count UTF-16 code units of the versions' texts.")
  public DiffView diff(
      @PathParam("id") String id,
      @Parameter(description = "Number of a version, or a time at which it was current")
          @QueryParam("from")
          @Nullable String from,
      @Parameter(description = "The same; the newest version by default") @QueryParam("to")
          @Nullable String to) {
    if (from == null) {
      throw neither("from");
    }
    DocumentHistory.Comparison compared =
        history
            .compare(caller.get().tenantId(), Ids.uuid(id), choice("from", from), choice("to", to))
            .orElseThrow(HistoryResource::unknown);
    return new DiffView(
        VersionLine.of(compared.from()),
        VersionLine.of(compared.to()),
        compared.diff().coarse(),
        compared.diff().stretches().stream().map(stretch -> view(compared, stretch)).toList());
  }

  private static StretchView view(DocumentHistory.Comparison compared, TextDiff.Stretch stretch) {
    var from = new TextSpan(stretch.fromStart(), stretch.fromEnd());
    var to = new TextSpan(stretch.toStart(), stretch.toEnd());
    String text =
        switch (stretch.kind()) {
          case EQUAL -> null;
          case DELETED -> from.in(compared.from().text());
          case INSERTED -> to.in(compared.to().text());
        };
    return new StretchView(
        stretch.kind().name().toLowerCase(Locale.ROOT),
        from,
        to,
        text == null || text.length() <= STRETCH_CHARS_MAX
            ? text
            : text.substring(0, STRETCH_CHARS_MAX));
  }

  @GET
  @Path("/since")
  @Operation(
      summary = "Since when does it say this?",
      description =
          "The first of the versions that hold the passage without a break, up to the version that is"
              + " named. Name the passage by its span, or quote it.")
  public SinceView since(
      @PathParam("id") String id,
      @Parameter(description = "Number of a version; the newest by default") @QueryParam("version")
          @Nullable String version,
      @Parameter(description = "Start of the passage in that version") @QueryParam("start")
          @Nullable Integer start,
      @Parameter(description = "Its end, not included") @QueryParam("end") @Nullable Integer end,
      @Parameter(description = "The passage, character by character, instead of a span")
          @QueryParam("quote")
          @Nullable
          @Size(min = 1, max = 5_000, message = "must have 1 to 5000 characters")
          String quote) {
    int tenant = caller.get().tenantId();
    UUID document = Ids.uuid(id);
    DatedText text =
        history
            .find(
                tenant,
                document,
                version == null
                    ? new VersionChoice.Newest()
                    : new VersionChoice.Numbered(Ids.number(version)))
            .orElseThrow(HistoryResource::unknown);
    return history
        .since(tenant, document, text, quote == null ? passage(text, start, end) : quote)
        .map(
            found ->
                new SinceView(
                    VersionLine.of(found.since()),
                    new TextSpan(found.start(), found.end()),
                    found.before() == null
                        ? null
                        : VersionLine.of(Objects.requireNonNull(found.before())),
                    found.complete()))
        .orElseThrow(
            () ->
                ProblemException.invalid(
                    "quote", "Version " + text.version() + " does not hold this passage."));
  }

  private static String passage(DatedText version, @Nullable Integer start, @Nullable Integer end) {
    if (start == null
        || end == null
        || start < 0
        || end <= start
        || end > version.text().length()) {
      throw ProblemException.invalid(
          "start",
          "'start' and 'end' must be a span of version %d, which has %d characters; or send 'quote'."
              .formatted(version.version(), version.text().length()));
    }
    return version.text().substring(start, end);
  }

  private static VersionChoice choice(String field, @Nullable String text) {
    if (text == null) {
      return new VersionChoice.Newest();
    }
    return text.matches("\\d{1,9}")
        ? new VersionChoice.Numbered(Integer.parseInt(text))
        : Times.read(text).map(VersionChoice.CurrentAt::new).orElseThrow(() -> neither(field));
  }

  private static ProblemException neither(String field) {
    return ProblemException.invalid(
        field,
        "'%s' must be the number of a version, or a time at which it was current such as 2026-01-31T12:00:00Z."
            .formatted(field));
  }

  private static ProblemException unknown() {
    return new ProblemException(
        ProblemType.NOT_FOUND,
        "There is no such document, or no such version of it. GET /api/v1/documents/{id}/versions lists"
            + " those there are.");
  }
}
