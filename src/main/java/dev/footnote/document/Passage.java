package dev.footnote.document;

import dev.footnote.store.Sha256;
import java.util.List;

/**
 * Content that can be found: a text under its headings, with its vector and its lexical row.
 *
 * @param sha256 of heading path and text: its identity within a generation
 * @param inputSha256 of what the embedding model was given
 * @param terms distinct term numbers, sorted
 * @param bm25 document side of BM25, as a sparse vector's text form
 * @param embedding unit length
 * @param words its terms that are words, each once
 * @param acronyms what it defines
 */
public record Passage(
    Sha256 sha256,
    Sha256 inputSha256,
    List<String> headingPath,
    String body,
    int tokens,
    int[] terms,
    String bm25,
    float[] embedding,
    List<Word> words,
    List<Acronym> acronyms) {

  /**
   * A term as it is written.
   *
   * @param term its number
   * @param keys numbers that words near to it have too
   */
  public record Word(String word, int term, int[] keys) {}

  /** A short form, what it stands for, and both as they are looked up. */
  public record Acronym(String shortForm, String longForm, String shortKey, String longKey) {}
}
