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
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What the list of answers is narrowed by, as the form on the page sends it; empty for nothing. */
public class AnswerSearch {
  private static final List<Outcome> OUTCOMES =
      List.of(
          new Outcome("grounded", "grounded"),
          new Outcome("partly_grounded", "partly grounded"),
          new Outcome("no_evidence", "no evidence"),
          new Outcome("clarification", "asked back"));

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

  /** What is cited: a document's path, or with a slash at its end all below it. */
  @RestQuery
  @DefaultValue("")
  String path = "";

  @RestQuery
  @DefaultValue("")
  String caller = "";

  @RestQuery
  @DefaultValue("")
  String outcome = "";

  /** {@code on} for answers that have gone stale alone. */
  @RestQuery
  @DefaultValue("")
  String stale = "";

  public String text() {
    return cleaned(text);
  }

  public String from() {
    return from;
  }

  public String to() {
    return to;
  }

  public String path() {
    return cleaned(path);
  }

  public String caller() {
    return cleaned(caller);
  }

  public String outcome() {
    return outcome;
  }

  private static String cleaned(String typed) {
    return typed.replace('\0', ' ').strip();
  }

  /** An outcome to choose. */
  public record Outcome(String code, String name) {}

  public List<Outcome> outcomes() {
    return OUTCOMES;
  }

  /** Whether one of the rarer conditions is set. */
  public boolean isNarrow() {
    return !path().isEmpty() || !caller().isEmpty() || !outcome.isEmpty();
  }

  public boolean staleOnly() {
    return !stale.isEmpty();
  }

  boolean isEverything() {
    return text().isEmpty() && from.isEmpty() && to.isEmpty() && !staleOnly() && !isNarrow();
  }

  LedgerFilter filter() {
    return filter(staleOnly());
  }

  LedgerFilter filter(boolean staleAlone) {
    return new LedgerFilter(
        day("from", from, 0),
        day("to", to, 1),
        null,
        orNull(caller()),
        null,
        null,
        orNull(text()),
        orNull(outcome),
        new CitedWhere(null, null, orNull(path()), null, staleAlone, null));
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
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
    return joined(day("from", from, 0), day("to", to, 1), staleOnly() ? "true" : "", "");
  }

  /** The query string of the page after this one. */
  String next(String cursor) {
    return joined(from, to, stale, cursor);
  }

  private String joined(@Nullable Object from, @Nullable Object to, String stale, String cursor) {
    return Stream.of(
            condition("text", text()),
            condition("from", from),
            condition("to", to),
            condition("path", path()),
            condition("caller", caller()),
            condition("outcome", outcome),
            condition("stale", stale),
            condition("cursor", cursor))
        .filter(each -> !each.isEmpty())
        .collect(Collectors.joining("&"));
  }

  private static String condition(String name, @Nullable Object value) {
    return value == null || value.equals("") ? "" : name + "=" + encoded(value.toString());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
