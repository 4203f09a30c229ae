package dev.footnote.rerank;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes the few messages of ONNX's protocol buffers that a small graph consists of, so that tests
 * need neither a network from elsewhere nor a library that writes one.
 *
 * @see <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">the numbers of the
 *     fields</a>
 */
final class OnnxBytes {
  static final int FLOAT = 1;
  static final int INT32 = 6;
  static final int INT64 = 7;

  /** The last version that takes {@code axes} as attributes, which are shorter to write. */
  private static final int OPERATORS = 11;

  private static final int FORMAT = 6;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  static byte[] model(OnnxBytes graph) {
    var operators = new OnnxBytes().text(1, "").number(2, OPERATORS);
    return new OnnxBytes().number(1, FORMAT).message(7, graph).message(8, operators).done();
  }

  static OnnxBytes graph() {
    return new OnnxBytes().text(2, "test");
  }

  OnnxBytes input(String name, int type, String... dimensions) {
    return message(11, value(name, type, dimensions));
  }

  OnnxBytes output(String name, int type, String... dimensions) {
    return message(12, value(name, type, dimensions));
  }

  /** A whole number that the graph knows. */
  OnnxBytes constant(String name, long number) {
    var packed = new OnnxBytes();
    packed.varint(number);
    return message(5, new OnnxBytes().number(2, INT64).field(7, packed).text(8, name));
  }

  OnnxBytes node(String operator, String output, String... inputs) {
    return message(1, operation(operator, output, inputs));
  }

  /** A node with a list of axes, and whether the axes that it reduces stay. */
  OnnxBytes reduce(String operator, String output, String input, long axis, boolean keep) {
    return message(
        1,
        operation(operator, output, input)
            .message(5, new OnnxBytes().text(1, "axes").number(8, axis).number(20, 7))
            .message(5, new OnnxBytes().text(1, "keepdims").number(3, keep ? 1 : 0).number(20, 2)));
  }

  OnnxBytes unsqueeze(String output, String input, long axis) {
    return message(
        1,
        operation("Unsqueeze", output, input)
            .message(5, new OnnxBytes().text(1, "axes").number(8, axis).number(20, 7)));
  }

  OnnxBytes toFloat(String output, String input) {
    return message(
        1,
        operation("Cast", output, input)
            .message(5, new OnnxBytes().text(1, "to").number(3, FLOAT).number(20, 2)));
  }

  private static OnnxBytes operation(String operator, String output, String... inputs) {
    var node = new OnnxBytes();
    List.of(inputs).forEach(input -> node.text(1, input));
    return node.text(2, output).text(4, operator);
  }

  private static OnnxBytes value(String name, int type, String... dimensions) {
    var shape = new OnnxBytes();
    for (String dimension : dimensions) {
      shape.message(1, new OnnxBytes().text(2, dimension));
    }
    var tensor = new OnnxBytes().number(1, type).message(2, shape);
    return new OnnxBytes().text(1, name).message(2, new OnnxBytes().message(1, tensor));
  }

  private OnnxBytes number(int field, long number) {
    varint((long) field << 3);
    varint(number);
    return this;
  }

  private OnnxBytes text(int field, String text) {
    return field(field, text.getBytes(StandardCharsets.UTF_8));
  }

  private OnnxBytes message(int field, OnnxBytes message) {
    return field(field, message.done());
  }

  private OnnxBytes field(int field, OnnxBytes content) {
    return field(field, content.done());
  }

  private OnnxBytes field(int field, byte[] content) {
    varint((long) field << 3 | 2);
    varint(content.length);
    bytes.writeBytes(content);
    return this;
  }

  private void varint(long number) {
    for (long left = number; ; left >>>= 7) {
      if ((left & ~0x7fL) == 0) {
        bytes.write((int) left);
        return;
      }
      bytes.write((int) (left & 0x7f | 0x80));
    }
  }

  private byte[] done() {
    return bytes.toByteArray();
  }
}
