package dev.footnote.rerank;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a network takes and gives, by its own declaration: some cross-encoders are told which tokens
 * are the question's, others are not.
 *
 * @param inputs the names it takes, of {@link #IDS}, {@link #MASK} and {@link #TYPES}
 * @param output the name of its score
 */
record CrossEncoderShape(Set<String> inputs, String output) {
  static final String IDS = "input_ids";
  static final String MASK = "attention_mask";
  static final String TYPES = "token_type_ids";

  /** The score's usual name, looked for where a network has several outputs. */
  private static final String LOGITS = "logits";

  private static final Set<String> KNOWN = Set.of(IDS, MASK, TYPES);

  /**
   * Reads the declaration.
   *
   * @throws IllegalArgumentException if it is no cross-encoder's; the message says what it is
   */
  static CrossEncoderShape of(OrtSession session) throws OrtException {
    return new CrossEncoderShape(inputs(session.getInputInfo()), output(session.getOutputInfo()));
  }

  private static Set<String> inputs(Map<String, NodeInfo> declared) {
    Set<String> names = declared.keySet();
    if (!names.contains(IDS) || !KNOWN.containsAll(names)) {
      throw new IllegalArgumentException(
          "takes the inputs %s; a cross-encoder takes %s, with or without %s and %s."
              .formatted(new TreeSet<>(names), IDS, MASK, TYPES));
    }
    declared.forEach(
        (name, node) -> {
          if (!(node.getInfo() instanceof TensorInfo tensor) || tensor.type != OnnxJavaType.INT64) {
            throw new IllegalArgumentException(
                "takes %s as something else than 64-bit integers.".formatted(name));
          }
        });
    return Set.copyOf(names);
  }

  private static String output(Map<String, NodeInfo> declared) {
    String name = declared.size() == 1 ? declared.keySet().iterator().next() : LOGITS;
    NodeInfo node = declared.get(name);
    if (node == null) {
      throw new IllegalArgumentException(
          "gives %s; a cross-encoder gives one score, called %s where there are several outputs."
              .formatted(new TreeSet<>(declared.keySet()), LOGITS));
    }
    if (!(node.getInfo() instanceof TensorInfo tensor)
        || (tensor.type != OnnxJavaType.FLOAT && tensor.type != OnnxJavaType.FLOAT16)) {
      throw new IllegalArgumentException("gives %s as something else than floats.".formatted(name));
    }
    return name;
  }
}
