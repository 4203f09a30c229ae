package dev.footnote.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.footnote.evaluation.EvaluationRefused.Fault;
import dev.footnote.evaluation.EvaluationRefused.WrongLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads questions from JSON Lines, one object in each: {@code {"id", "question", "answer",
 * "relevant": [{"doc", "quotes": […], "pages": […]}], "answerable"}}. Fields beyond these are
 * passed over, since other tools write more into such files; empty lines too.
 */
final class GoldenSetLines {
  private static final int COMPLAINTS_MAX = 20;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final int questionsMax;
  private final List<GoldenQuestion> questions = new ArrayList<>();
  private final List<WrongLine> wrong = new ArrayList<>();
  private final Map<String, Integer> lineOf = new HashMap<>();

  private GoldenSetLines(int questionsMax) {
    this.questionsMax = questionsMax;
  }

  /**
   * The questions in the order of the lines.
   *
   * @throws EvaluationRefused if a line is no question, or there are none or too many
   */
  static List<GoldenQuestion> read(String text, int questionsMax) {
    var lines = new GoldenSetLines(questionsMax);
    int number = 0;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      number++;
      lines.add(number, number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line);
    }
    return lines.questions();
  }

  private void add(int number, String line) {
    if (line.isBlank()) {
      return;
    }
    try {
      GoldenQuestion question = QuestionFields.read(MAPPER.readTree(line));
      Integer before = lineOf.putIfAbsent(question.id(), number);
      if (before != null) {
        throw new QuestionFields.Wrong(
            "the id '%s' is that of line %d already".formatted(question.id(), before));
      }
      questions.add(question);
    } catch (JsonProcessingException e) {
      wrong.add(new WrongLine(number, "is not JSON: " + e.getOriginalMessage()));
    } catch (QuestionFields.Wrong e) {
      wrong.add(new WrongLine(number, String.valueOf(e.getMessage())));
    }
  }

  private List<GoldenQuestion> questions() {
    if (!wrong.isEmpty()) {
      List<WrongLine> first = wrong.subList(0, Math.min(COMPLAINTS_MAX, wrong.size()));
      String detail =
          first.stream()
              .map(line -> "Line %d: %s.".formatted(line.number(), line.detail()))
              .collect(Collectors.joining(" "));
      throw new EvaluationRefused(
          first,
          wrong.size() > first.size()
              ? "%s And %d more.".formatted(detail, wrong.size() - first.size())
              : detail);
    }
    if (questions.isEmpty() || questions.size() > questionsMax) {
      throw new EvaluationRefused(
          Fault.LINES,
          "A golden set has 1 to %d questions, one on each line; this one has %d."
              .formatted(questionsMax, questions.size()));
    }
    return List.copyOf(questions);
  }
}
