/**
 * What is kept of a collection's answers: for how long, and whether personal data in what people
 * write is taken out before anything is written. Finds such data, and replaces it.
 */
@NullMarked
@PackageRule(mayUse = {"document", "store"})
package dev.footnote.keeping;

import dev.footnote.PackageRule;
import org.jspecify.annotations.NullMarked;
