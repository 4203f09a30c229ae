/**
 * A second look at the passages that a search found: a model reads the question with each of them
 * and scores how well they fit. The model stands behind an endpoint or in a file that the
 * administrator names; without one nothing here is used.
 */
@NullMarked
@PackageRule(mayUse = {"model"})
package dev.footnote.rerank;

import dev.footnote.PackageRule;
import org.jspecify.annotations.NullMarked;
