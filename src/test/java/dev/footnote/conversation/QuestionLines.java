package dev.footnote.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The questions of a golden set, in the form of {@code samples/questions.jsonl}. */
final class QuestionLines {
  private static final ObjectMapper JSON = new ObjectMapper();

  private QuestionLines() {}

  static List<String> of(Path file) throws IOException {
    var questions = new ArrayList<String>();
    for (String line : Files.readAllLines(file)) {
      JsonNode question = JSON.readTree(line).get("question");
      questions.add(question.asText());
    }
    return questions;
  }

  /** What share stays as it is when it is asked after another question of the set. */
  static double shareKept(List<String> questions) {
    return 1 - changed(questions).size() / (double) questions.size();
  }

  static List<String> changed(List<String> questions) {
    var changed = new ArrayList<String>();
    for (int i = 0; i < questions.size(); i++) {
      String unrelated = questions.get((i + questions.size() / 2) % questions.size());
      var history =
          new History(
              List.of(
                  Turn.user(unrelated), Turn.assistant("The committee decided so in spring. [1]")));
      StandaloneQuestion result = StandaloneQuestion.of(history, questions.get(i));
      if (!(result instanceof StandaloneQuestion.AsIs)) {
        changed.add(questions.get(i) + " => " + result);
      }
    }
    return changed;
  }

  /** Those that are split though they have one question mark at most. */
  static List<String> split(List<String> questions) {
    return questions.stream()
        .filter(question -> question.indexOf('?') == question.lastIndexOf('?'))
        .filter(question -> QuestionParts.of(question) instanceof QuestionParts.Several)
        .map(question -> question + " => " + QuestionParts.of(question).searches())
        .toList();
  }
}
