package dev.footnote.conversation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A follow-up written by hand, with what its rewriting must hold: a line of {@code
 * src/test/resources/conversation}.
 */
record FollowUpCase(
    String language, History history, String question, String expected, String avoided) {
  private static final String UNCLEAR = "?";
  private static final String AS_IS = "=";

  static List<FollowUpCase> read(String file) {
    try (var stream = FollowUpCase.class.getResourceAsStream("/conversation/" + file)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .map(FollowUpCase::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FollowUpCase of(String line) {
    String[] fields = line.strip().split("\\s+\\|\\s+");
    var turns = new ArrayList<Turn>();
    if (!fields[1].equals("-")) {
      Arrays.stream(fields[1].split("\\s+>>\\s+")).map(Turn::user).forEach(turns::add);
    }
    if (!fields[2].equals("-")) {
      turns.add(Turn.assistant(fields[2]));
    }
    return new FollowUpCase(fields[0], new History(turns), fields[3], fields[4], fields[5]);
  }

  StandaloneQuestion result() {
    return StandaloneQuestion.of(history, question);
  }

  boolean isRight() {
    return switch (result()) {
      case StandaloneQuestion.AsIs _ -> expected.equals(AS_IS);
      case StandaloneQuestion.Unclear _ -> expected.equals(UNCLEAR);
      case StandaloneQuestion.Rewritten rewritten ->
          words(expected).stream().allMatch(word -> holds(rewritten.text(), word))
              && words(avoided).stream().noneMatch(word -> holds(rewritten.text(), word));
    };
  }

  private static boolean holds(String text, String word) {
    return text.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT));
  }

  private static List<String> words(String list) {
    return list.equals("-") ? List.of() : List.of(list.split(",\\s*"));
  }
}
