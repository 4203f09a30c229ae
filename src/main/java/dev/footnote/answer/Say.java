package dev.footnote.answer;

import dev.footnote.evidence.Statement;
import java.util.List;

/** The way out for statements of an answer. */
@FunctionalInterface
interface Say {
  /**
   * Says what is confirmed of these statements, in their order.
   *
   * @return what left, each with its markers
   */
  List<String> statements(List<Statement> statements);
}
