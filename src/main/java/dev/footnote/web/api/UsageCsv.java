package dev.footnote.web.api;

import dev.footnote.spend.Usage;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** What was spent as a table, as RFC 4180 writes it; without the total. */
final class UsageCsv {
  private UsageCsv() {}

  /**
   * @param by the head of the first column
   */
  static String of(String by, String currency, Usage usage) {
    var table = new StringWriter();
    try (var printer = new CSVPrinter(table, CSVFormat.RFC4180)) {
      printer.printRecord(
          by,
          "name",
          "answers",
          "answers_unpriced",
          "input_tokens",
          "output_tokens",
          "cost",
          "currency");
      for (Usage.Row row : usage.rows()) {
        printer.printRecord(
            text(row.id()),
            text(row.name()),
            row.answers(),
            row.answersUnpriced(),
            row.inputTokens(),
            row.outputTokens(),
            row.cost() == null ? "" : row.cost().toPlainString(),
            currency);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return table.toString();
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : EvaluationCsv.harmless(text);
  }
}
