package dev.footnote.search;

import java.util.List;

/** Where a made-up corpus has its texts and vectors from. */
interface CorpusContent {
  /** A text with its vector, of unit length. */
  record Piece(String text, float[] vector) {}

  /**
   * A document's texts, in order.
   *
   * @param origin what its metadata names as where it comes from
   */
  record Made(String origin, List<Piece> pieces) {}

  /**
   * What a document holds.
   *
   * @param number of the document, from 0
   * @param version of the document, from 1; versions of one document are alike where the content
   *     makes them so
   */
  Made document(int number, int version, int chunks);
}
