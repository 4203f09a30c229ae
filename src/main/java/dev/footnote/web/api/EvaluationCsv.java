package dev.footnote.web.api;

import dev.footnote.evaluation.EvaluationResult;
import dev.footnote.evaluation.EvaluationResult.FoundPassage;
import dev.footnote.evaluation.Metrics;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A run's questions as a table, one row for each, as RFC 4180 writes it. */
final class EvaluationCsv {
  private EvaluationCsv() {}

  static String of(List<EvaluationResult> results) {
    var names = new TreeMap<String, Double>();
    results.forEach(result -> names.putAll(result.metrics()));
    List<String> metrics = List.copyOf(Metrics.ordered(names).keySet());
    var table = new StringWriter();
    try (var printer = new CSVPrinter(table, CSVFormat.RFC4180)) {
      printer.printRecord(header(metrics));
      for (EvaluationResult result : results) {
        printer.printRecord(row(result, metrics));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return table.toString();
  }

  private static List<Object> header(List<String> metrics) {
    var header =
        new ArrayList<Object>(
            List.of("number", "id", "question", "answerable", "outcome", "first_rank"));
    header.addAll(metrics);
    header.add("documents_found");
    return header;
  }

  private static List<Object> row(EvaluationResult result, List<String> metrics) {
    var row = new ArrayList<Object>();
    row.add(result.number());
    row.add(harmless(result.questionId()));
    row.add(harmless(result.question()));
    row.add(result.answerable());
    row.add(result.outcome().name().toLowerCase(Locale.ROOT));
    row.add(result.firstRank() == null ? "" : result.firstRank());
    for (String metric : metrics) {
      Double value = result.metrics().get(metric);
      row.add(value == null ? "" : value);
    }
    row.add(
        harmless(
            result.found().stream()
                .map(FoundPassage::uri)
                .distinct()
                .collect(Collectors.joining(" | "))));
    return row;
  }

  /** A spreadsheet takes a cell that begins so for a formula; an apostrophe makes it a text. */
  static String harmless(String text) {
    return text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
  }
}
