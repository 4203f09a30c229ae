package dev.footnote.rerank;

import static dev.footnote.rerank.OnnxBytes.FLOAT;
import static dev.footnote.rerank.OnnxBytes.INT32;
import static dev.footnote.rerank.OnnxBytes.INT64;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Cross-encoders of a dozen operators, written by hand: the score is how many pairs of equal words
 * the question and the passage hold. They show that files are read, tokens fed and scores taken
 * right; they say nothing of how good or quick a real one is.
 */
final class TinyCrossEncoder {
  static final List<String> WORDS =
      List.of("a", "leave", "days", "of", "how", "many", "pump", "water", "hotel", "the");

  /** Numbers below this are special tokens. */
  private static final int FIRST_WORD = 4;

  private TinyCrossEncoder() {}

  /** Told by {@code token_type_ids} which tokens are the question's. */
  static byte[] withTypes() {
    OnnxBytes graph =
        inputs()
            .input("token_type_ids", INT64, "batch", "tokens")
            .toFloat("types", "token_type_ids")
            .node("Sub", "of_question", "mask", "types")
            .node("Mul", "left", "of_question", "word")
            .node("Mul", "right", "types", "word");
    return OnnxBytes.model(sum(graph));
  }

  /** Told nothing: each pair of equal words of the whole text counts. */
  static byte[] withoutTypes() {
    OnnxBytes graph =
        inputs().node("Mul", "left", "mask", "word").node("Mul", "right", "mask", "word");
    return OnnxBytes.model(sum(graph));
  }

  /** Divides by nothing, so that its score is no number. */
  static byte[] withoutNumber() {
    OnnxBytes graph =
        inputs().node("Sub", "left", "mask", "mask").node("Div", "right", "left", "left");
    return OnnxBytes.model(sum(graph));
  }

  /** A score for each token instead of one for the pair. */
  static byte[] scoreForEachToken() {
    return OnnxBytes.model(
        OnnxBytes.graph()
            .input("input_ids", INT64, "batch", "tokens")
            .output("logits", FLOAT, "batch", "tokens")
            .toFloat("logits", "input_ids"));
  }

  /** An encoder of another kind, with an input that nobody here can give. */
  static byte[] wantingImages() {
    return OnnxBytes.model(
        OnnxBytes.graph()
            .input("input_ids", INT64, "batch", "tokens")
            .input("pixel_values", FLOAT, "batch", "tokens")
            .output("logits", FLOAT, "batch", "tokens")
            .toFloat("logits", "input_ids"));
  }

  static byte[] wantingSmallNumbers() {
    return OnnxBytes.model(
        OnnxBytes.graph()
            .input("input_ids", INT32, "batch", "tokens")
            .output("logits", FLOAT, "batch", "tokens")
            .toFloat("logits", "input_ids"));
  }

  static byte[] givingTwoThings() {
    return OnnxBytes.model(
        OnnxBytes.graph()
            .input("input_ids", INT64, "batch", "tokens")
            .output("last_hidden_state", FLOAT, "batch", "tokens")
            .output("pooler_output", FLOAT, "batch", "tokens")
            .toFloat("last_hidden_state", "input_ids")
            .toFloat("pooler_output", "input_ids"));
  }

  static byte[] givingNumbersOfTokens() {
    return OnnxBytes.model(
        OnnxBytes.graph()
            .input("input_ids", INT64, "batch", "tokens")
            .output("logits", INT64, "batch", "tokens")
            .node("Identity", "logits", "input_ids"));
  }

  private static OnnxBytes inputs() {
    return OnnxBytes.graph()
        .input("input_ids", INT64, "batch", "tokens")
        .input("attention_mask", INT64, "batch", "tokens")
        .output("logits", FLOAT, "batch", "one")
        .constant("special", FIRST_WORD - 1)
        .toFloat("mask", "attention_mask")
        .node("Greater", "is_word", "input_ids", "special")
        .toFloat("word", "is_word");
  }

  /** The sum over all pairs of equal tokens of the one's weight on the left, the other's right. */
  private static OnnxBytes sum(OnnxBytes graph) {
    return graph
        .unsqueeze("column", "input_ids", 2)
        .unsqueeze("row", "input_ids", 1)
        .node("Equal", "is_same", "column", "row")
        .toFloat("same", "is_same")
        .unsqueeze("left_column", "left", 2)
        .unsqueeze("right_row", "right", 1)
        .node("Mul", "weighed", "same", "left_column")
        .node("Mul", "pairs", "weighed", "right_row")
        .reduce("ReduceSum", "by_token", "pairs", 2, false)
        .reduce("ReduceSum", "logits", "by_token", 1, true);
  }

  /** A tokenizer of {@link #WORDS}, which marks the passage's tokens by type 1. */
  static String tokenizer() {
    String vocabulary =
        IntStream.range(0, WORDS.size())
            .mapToObj(i -> "\"%s\": %d".formatted(WORDS.get(i), FIRST_WORD + i))
            .collect(Collectors.joining(", "));
    return """
        {
          "version": "1.0", "truncation": null, "padding": null, "added_tokens": [],
          "normalizer": {"type": "Lowercase"},
          "pre_tokenizer": {"type": "Whitespace"},
          "post_processor": {
            "type": "TemplateProcessing",
            "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
              {"SpecialToken": {"id": "[SEP]", "type_id": 0}}],
            "pair": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
              {"SpecialToken": {"id": "[SEP]", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}},
              {"SpecialToken": {"id": "[SEP]", "type_id": 1}}],
            "special_tokens": {"[CLS]": {"id": "[CLS]", "ids": [1], "tokens": ["[CLS]"]},
              "[SEP]": {"id": "[SEP]", "ids": [2], "tokens": ["[SEP]"]}}
          },
          "decoder": null,
          "model": {"type": "WordLevel", "unk_token": "[UNK]",
            "vocab": {"[PAD]": 0, "[CLS]": 1, "[SEP]": 2, "[UNK]": 3, %s}}
        }
        """
        .formatted(vocabulary);
  }

  static Path write(Path file, byte[] network) {
    try {
      return Files.write(file, network);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
