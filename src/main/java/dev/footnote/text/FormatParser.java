package dev.footnote.text;

import java.io.IOException;

/** Reads one format. */
interface FormatParser {

  /**
   * Writes the document in {@code bytes} to {@code out}.
   *
   * @throws ParseRefusal with the words to show, where the cause is known
   * @throws IOException if the file is damaged in a way a library noticed
   */
  void parse(byte[] bytes, TextAssembler out) throws IOException;
}
