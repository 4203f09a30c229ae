/**
 * Bytes to positioned text to chunks.
 *
 * <p>A {@link dev.footnote.text.DocumentParser} turns the bytes of a file into one normalised text
 * with blocks, heading paths and pages; a {@link dev.footnote.text.Chunker} cuts that text into
 * retrieval units whose borders an edit elsewhere does not move; {@link
 * dev.footnote.text.Sentences} and {@link dev.footnote.text.LexicalAnalyzer} read it for answers
 * and for word search. Everything here is a pure function of its input and deterministic: no clock,
 * no files, no database. The room uses no other package of Footnote.
 */
@NullMarked
@PackageRule
package dev.footnote.text;

import dev.footnote.PackageRule;
import org.jspecify.annotations.NullMarked;
