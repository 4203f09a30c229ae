package dev.footnote.search;

/**
 * A passage that a leg brought, with its exact scores of both kinds.
 *
 * @param dense cosine similarity to the question
 * @param byDense whether the dense leg brought it
 * @param lexical BM25
 * @param byLexical whether the lexical leg brought it
 */
record Candidate(
    long passageId, double dense, boolean byDense, double lexical, boolean byLexical) {}
