package dev.footnote.web.api;

import dev.footnote.access.CurrentCaller;
import dev.footnote.access.Role;
import dev.footnote.spend.PriceTable;
import dev.footnote.spend.ReadUsage;
import dev.footnote.spend.Usage;
import dev.footnote.web.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What language models took, by day, key, collection or model. */
@Path("/api/v1/admin/usage")
@RolesAllowed(Role.ADMINISTER)
@RunOnVirtualThread
@Tag(name = "Spending")
public class UsageResource {
  private static final String RANGE =
      "From the first to the last day, both of UTC and both counted: this month if neither is given, at"
          + " most 366 days, and at most 5,000 rows. Only answers of language models are here.";

  private final ReadUsage usage;
  private final PriceTable prices;
  private final CurrentCaller caller;
  private final InstantSource time;

  UsageResource(ReadUsage usage, PriceTable prices, CurrentCaller caller, InstantSource time) {
    this.usage = usage;
    this.prices = prices;
    this.caller = caller;
    this.time = time;
  }

  /** A sum over some days. */
  @Schema(name = "UsageRow")
  public record RowView(
      @Schema(
              description =
                  "The day, the key's id, the collection's name or the model's; null for the total,"
                      + " for requests without a key, and for a collection that is gone")
          @Nullable String id,
      @Schema(description = "A key's name") @Nullable String name,
      long answers,
      @Schema(description = "Answers whose model had no price; the cost does not hold them")
          long answersUnpriced,
      long inputTokens,
      long outputTokens,
      @Schema(description = "Null if no answer had a price") @Nullable BigDecimal cost) {
    static RowView of(Usage.Row row) {
      return new RowView(
          row.id(),
          row.name(),
          row.answers(),
          row.answersUnpriced(),
          row.inputTokens(),
          row.outputTokens(),
          row.cost());
    }
  }

  /** What was spent. */
  public record UsageView(
      LocalDate from,
      LocalDate to,
      String by,
      String currency,
      List<RowView> rows,
      RowView total,
      @Schema(description = "Whether there are more rows than can be shown") boolean limited) {}

  private record Range(LocalDate from, LocalDate to, Usage.By by) {}

  @GET
  @Operation(summary = "What was spent", description = RANGE)
  public UsageView usage(
      @Parameter(example = "2026-01-01") @QueryParam("from") @Nullable String from,
      @Parameter(example = "2026-01-31") @QueryParam("to") @Nullable String to,
      @Parameter(description = "day, key, collection or model")
          @QueryParam("by")
          @DefaultValue("day")
          String by) {
    Range range = range(from, to, by);
    Usage found = between(range);
    return new UsageView(
        range.from(),
        range.to(),
        name(range.by()),
        prices.currency(),
        found.rows().stream().map(RowView::of).toList(),
        RowView.of(found.total()),
        found.limited());
  }

  @GET
  @Path("/export.csv")
  @Produces("text/csv;charset=UTF-8")
  @Operation(summary = "What was spent, as CSV", description = RANGE)
  public Response export(
      @Parameter(example = "2026-01-01") @QueryParam("from") @Nullable String from,
      @Parameter(example = "2026-01-31") @QueryParam("to") @Nullable String to,
      @Parameter(description = "day, key, collection or model")
          @QueryParam("by")
          @DefaultValue("day")
          String by) {
    Range range = range(from, to, by);
    String file = "usage-%s-%s.csv".formatted(range.from(), range.to());
    return Response.ok(UsageCsv.of(name(range.by()), prices.currency(), between(range)))
        .header("Content-Disposition", "attachment; filename=\"" + file + "\"")
        .build();
  }

  private Usage between(Range range) {
    return usage.between(caller.get().tenantId(), range.from(), range.to(), range.by());
  }

  private Range range(@Nullable String from, @Nullable String to, String by) {
    LocalDate last =
        to == null ? LocalDate.ofInstant(time.instant(), ZoneOffset.UTC) : day("to", to);
    LocalDate first = from == null ? last.withDayOfMonth(1) : day("from", from);
    long days = ChronoUnit.DAYS.between(first, last) + 1;
    if (days < 1 || days > ReadUsage.DAYS_MAX) {
      throw ProblemException.invalid(
          "from",
          "'from' (%s) to 'to' (%s) must be 1 to %d days."
              .formatted(first, last, ReadUsage.DAYS_MAX));
    }
    Usage.By parts =
        Arrays.stream(Usage.By.values())
            .filter(value -> name(value).equals(by))
            .findFirst()
            .orElseThrow(
                () -> ProblemException.invalid("by", "'by' must be one of %s.".formatted(names())));
    return new Range(first, last, parts);
  }

  private static LocalDate day(String field, String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      if (day.getYear() >= 1970 && day.getYear() <= 9999) {
        return day;
      }
    } catch (DateTimeParseException e) {
      // Told below, with days that no calendar in use has.
    }
    throw ProblemException.invalid(
        field, "'%s' must be a day such as 2026-01-31.".formatted(field));
  }

  private static String name(Usage.By by) {
    return by.name().toLowerCase(Locale.ROOT);
  }

  private static String names() {
    return Arrays.stream(Usage.By.values())
        .map(UsageResource::name)
        .collect(Collectors.joining(", "));
  }
}
