package dev.footnote.web.page;

import dev.footnote.audit.CitedWhere;
import dev.footnote.audit.LedgerFilter;
import dev.footnote.web.problem.ProblemException;
import jakarta.ws.rs.DefaultValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What the list of answers is narrowed by, as the form on the page sends it; empty for nothing. */
public class AnswerSearch {
  @RestQuery
  @DefaultValue("")
  String text = "";

  /** First and last day, in UTC, such as {@code 2026-11-21}. */
  @RestQuery
  @DefaultValue("")
  String from = "";

  @RestQuery
  @DefaultValue("")
  String to = "";

  /** {@code on} for answers that have gone stale alone. */
  @RestQuery
  @DefaultValue("")
  String stale = "";

  public String text() {
    return text.replace('\0', ' ').strip();
  }

  public String from() {
    return from;
  }

  public String to() {
    return to;
  }

  public boolean staleOnly() {
    return !stale.isEmpty();
  }

  boolean isEverything() {
    return text().isEmpty() && from.isEmpty() && to.isEmpty() && !staleOnly();
  }

  LedgerFilter filter() {
    return filter(staleOnly());
  }

  LedgerFilter filter(boolean staleAlone) {
    return new LedgerFilter(
        day("from", from, 0),
        day("to", to, 1),
        null,
        null,
        null,
        null,
        text().isEmpty() ? null : text(),
        null,
        new CitedWhere(null, null, null, null, staleAlone, null));
  }

  private static @Nullable Instant day(String field, String text, int plusDays) {
    try {
      return text.isEmpty()
          ? null
          : LocalDate.parse(text).plusDays(plusDays).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      throw ProblemException.invalid(field, "'" + field + "' must be a day such as 2026-11-21.");
    }
  }

  /** The same conditions in the words of the API's query string. */
  public String conditions() {
    return Stream.of(
            condition("text", text()),
            condition("from", day("from", from, 0)),
            condition("to", day("to", to, 1)),
            condition("stale", staleOnly() ? "true" : ""))
        .filter(each -> !each.isEmpty())
        .collect(Collectors.joining("&"));
  }

  private static String condition(String name, @Nullable Object value) {
    return value == null || value.equals("") ? "" : name + "=" + encoded(value.toString());
  }

  /** The query string of the page after this one. */
  String next(String cursor) {
    return "text=%s&from=%s&to=%s&stale=%s&cursor=%s"
        .formatted(encoded(text()), encoded(from), encoded(to), encoded(stale), encoded(cursor));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
