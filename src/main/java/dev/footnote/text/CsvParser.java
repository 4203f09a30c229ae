package dev.footnote.text;

import static dev.footnote.text.ParseResult.Reason.BROKEN;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Comma, semicolon, tab or bar separated rows, each written as a line with its headers. */
final class CsvParser implements FormatParser {

  private static final char[] DELIMITERS = {',', ';', '\t', '|'};

  /** Rows looked at to find the delimiter. */
  private static final int SNIFFED_ROWS = 50;

  /** Of so many rows one may have more values than there are headers. */
  private static final int ROWS_PER_TOLERATED = 10;

  private static final Pattern NUMBER = Pattern.compile("[-+\u20ac$]?[\\d.,]+%?");

  /** Excel's own way to state the delimiter. */
  private static final Pattern STATED = Pattern.compile("\\A\\s*\"?sep=(.)\"?\n");

  @Override
  public void parse(byte[] bytes, TextAssembler out) throws IOException {
    String text = TextNormalizer.normalize(TextDecoding.decode(bytes));
    var stated = STATED.matcher(text);
    if (stated.find()) {
      write(text.substring(stated.end()), stated.group(1).charAt(0), 1, out);
    } else {
      write(text, delimiter(text), 0, out);
    }
  }

  private static void write(String text, char delimiter, int linesBefore, TextAssembler out)
      throws IOException {
    try (CSVParser rows = rows(text, delimiter)) {
      Iterator<CSVRecord> iterator = rows.iterator();
      List<String> headers = null;
      int rowsWithMore = 0;
      long count = 0;
      while (hasNext(iterator, rows, linesBefore)) {
        CSVRecord row = iterator.next();
        List<String> cells = row.toList();
        count++;
        if (headers == null) {
          headers = looksLikeHeader(cells) ? cells : List.of();
          if (!headers.isEmpty()) {
            continue;
          }
        }
        if (!headers.isEmpty() && filled(cells) > headers.size()) {
          rowsWithMore++;
          if (rowsWithMore > 1 + count / ROWS_PER_TOLERATED) {
            throw ragged(rows.getCurrentLineNumber() + linesBefore, cells, headers);
          }
        }
        out.tableRow(TableText.row(headers, cells));
      }
      if (headers != null && !out.hasText()) {
        out.tableRow(TableText.row(List.of(), headers));
      }
    }
  }

  private static CSVParser rows(String text, char delimiter) throws IOException {
    return CSVFormat.DEFAULT
        .builder()
        .setDelimiter(delimiter)
        .setIgnoreEmptyLines(true)
        .setIgnoreSurroundingSpaces(delimiter != '\t')
        .get()
        .parse(new StringReader(text));
  }

  private static boolean hasNext(Iterator<CSVRecord> rows, CSVParser parser, int linesBefore) {
    long line = parser.getCurrentLineNumber() + linesBefore + 1;
    try {
      return rows.hasNext();
    } catch (UncheckedIOException | IllegalStateException broken) {
      throw new ParseRefusal(
          BROKEN,
          "The row that starts on line %d can't be read: a quotation mark is missing or misplaced."
              .formatted(line));
    }
  }

  private static ParseRefusal ragged(long line, List<String> cells, List<String> headers) {
    return new ParseRefusal(
        BROKEN,
        "Line %d has %d values, but the header names %d columns, and other rows are off as well. "
                .formatted(line, filled(cells), headers.size())
            + "Check the separators and the quotation marks.");
  }

  /** Values up to the last one that isn't blank. */
  private static int filled(List<String> cells) {
    int filled = cells.size();
    while (filled > 0 && cells.get(filled - 1).isBlank()) {
      filled--;
    }
    return filled;
  }

  private static boolean looksLikeHeader(List<String> cells) {
    return cells.stream().noneMatch(cell -> NUMBER.matcher(cell.strip()).matches());
  }

  /** The delimiter that cuts the first rows most evenly into more than one column. */
  private static char delimiter(String text) {
    char best = ',';
    double bestScore = 0;
    for (char candidate : DELIMITERS) {
      double score = evenness(text, candidate);
      if (score > bestScore) {
        best = candidate;
        bestScore = score;
      }
    }
    return best;
  }

  private static double evenness(String text, char delimiter) {
    List<Integer> widths = new ArrayList<>();
    try (CSVParser rows = rows(text, delimiter)) {
      for (CSVRecord row : rows) {
        widths.add(row.size());
        if (widths.size() == SNIFFED_ROWS) {
          break;
        }
      }
    } catch (IOException | UncheckedIOException | IllegalStateException broken) {
      // The rows read before the damage still tell; the damage is reported when rows are written.
      if (widths.isEmpty()) {
        return 0;
      }
    }
    if (widths.isEmpty() || widths.getFirst() < 2) {
      return 0;
    }
    int width = widths.getFirst();
    long even = widths.stream().filter(other -> other == width).count();
    return (double) even / widths.size() + width / 1000.0;
  }
}
