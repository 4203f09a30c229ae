package dev.footnote.search;

import dev.footnote.store.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * A filter as SQL over {@code document d} and its current {@code document_version v}. The values
 * are bound; the SQL's text depends only on how many conditions of which kind there are.
 *
 * @param sql {@code AND …} for each condition; empty for the filter that lets all through
 */
record DocumentCondition(String sql, Map<String, Object> bindings) {

  /**
   * Translates a filter.
   *
   * @throws QuestionRefused if it has too many or too long conditions, or a character that
   *     PostgreSQL can't store
   */
  static DocumentCondition of(SearchFilter filter, SearchConfig config) {
    if (filter.metadata().size() + filter.formats().size() > config.filterConditionsMax()) {
      throw new QuestionRefused(
          "The filter has more than %d conditions. Leave some out."
              .formatted(config.filterConditionsMax()));
    }
    List<String> conditions = new ArrayList<>();
    Map<String, Object> bindings = new LinkedHashMap<>();
    filter
        .metadata()
        .forEach(
            (name, value) -> {
              String number = "metadata" + bindings.size();
              bindings.put(number, checked(Json.write(Map.of(name, value)), config));
              if (value instanceof List<?>) {
                conditions.add("v.metadata @> :%s::jsonb".formatted(number));
              } else {
                bindings.put(number + "_list", Json.write(Map.of(name, List.of(value))));
                conditions.add(
                    "(v.metadata @> :%s::jsonb OR v.metadata @> :%s_list::jsonb)"
                        .formatted(number, number));
              }
            });
    String path = filter.path();
    if (path != null) {
      conditions.add("d.uri ~ :path");
      bindings.put("path", PathGlob.regex(checked(path, config)));
    }
    if (!filter.formats().isEmpty()) {
      conditions.add("v.format = ANY(:formats)");
      bindings.put(
          "formats",
          filter.formats().stream().map(format -> checked(format, config)).toArray(String[]::new));
    }
    if (!filter.without().isEmpty()) {
      conditions.add("d.id <> ALL(:without)");
      bindings.put("without", filter.without().toArray(UUID[]::new));
    }
    return new DocumentCondition(
        String.join("", conditions.stream().map(sql -> "\n  AND " + sql).toList()), bindings);
  }

  private static String checked(String value, SearchConfig config) {
    if (value.length() > config.filterCharsMax()) {
      throw new QuestionRefused(
          "A condition of the filter is longer than %d characters. Shorten it."
              .formatted(config.filterCharsMax()));
    }
    if (value.indexOf('\0') >= 0 || value.contains("\\u0000")) {
      throw new QuestionRefused(
          "A condition of the filter contains the character NUL, which no document can hold."
              + " Leave it out.");
    }
    return value;
  }

  boolean isEmpty() {
    return sql.isEmpty();
  }

  /** Binds the values where a statement contains {@link #sql}. */
  <T extends SqlStatement<T>> T bind(T statement) {
    return statement.bindMap(bindings);
  }
}
