/**
 * Text to vectors: the embedding model in this process, or an OpenAI-compatible endpoint.
 *
 * <p>A vector depends on the model and on its own text alone, so that it can be kept by the hash of
 * its text.
 */
@NullMarked
@PackageRule(mayUse = {"model"})
package dev.footnote.embed;

import dev.footnote.PackageRule;
import org.jspecify.annotations.NullMarked;
