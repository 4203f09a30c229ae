package dev.footnote.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A language model's text as sentences with the evidence numbers that each names. */
public record ModelReply(List<Said> sentences) {

  /**
   * One sentence, list item, table row or block of code.
   *
   * @param text without any marker; several lines for code, and for a table's head with its rule
   * @param markers the numbers given, rising, each once; empty if there are none
   * @param startsLine whether it was the first on its line
   */
  public record Said(String text, List<Integer> markers, boolean startsLine) {
    public Said {
      markers = List.copyOf(markers);
    }
  }

  /** What a model is told to say when the evidence holds no answer. */
  public static final String NO_ANSWER = "NO_ANSWER_IN_EVIDENCE";

  public ModelReply {
    sentences = List.copyOf(sentences);
  }

  /** Whether the model said that the evidence holds no answer. */
  public static boolean saysNoAnswer(String output) {
    return output.contains(NO_ANSWER);
  }

  /** As {@link #of(String, Locale)}, with the abbreviations of English. */
  public static ModelReply of(String output) {
    return of(output, Locale.ENGLISH);
  }

  /**
   * A whole text, cut as {@link ReplyReader} cuts it.
   *
   * @param language whose abbreviations end no sentence
   */
  public static ModelReply of(String output, Locale language) {
    var reader = new ReplyReader(language);
    var sentences = new ArrayList<>(reader.feed(output));
    sentences.addAll(reader.end());
    return new ModelReply(sentences);
  }
}
