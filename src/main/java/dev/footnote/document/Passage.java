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
 */
public record Passage(
    Sha256 sha256,
    Sha256 inputSha256,
    List<String> headingPath,
    String body,
    int tokens,
    int[] terms,
    String bm25,
    float[] embedding) {}
