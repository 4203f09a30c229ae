package dev.footnote.search;

/**
 * A passage that a leg brought, with its exact scores of all kinds.
 *
 * @param dense cosine similarity to the question
 * @param byDense whether the dense leg brought it
 * @param lexical BM25
 * @param byLexical whether the lexical leg brought it
 * @param uri where its newest document lies in its source
 * @param name what the question's words in that document's name count, on the scale of BM25
 */
record Candidate(
    long passageId,
    double dense,
    boolean byDense,
    double lexical,
    boolean byLexical,
    String uri,
    double name) {

  Candidate named(double score) {
    return new Candidate(passageId, dense, byDense, lexical, byLexical, uri, score);
  }

  /** As if no leg had brought it. */
  Candidate unbrought() {
    return new Candidate(passageId, dense, false, lexical, false, uri, name);
  }

  /** BM25 of the passage and its document's name. */
  double lexicalWithName() {
    return lexical + name;
  }
}
