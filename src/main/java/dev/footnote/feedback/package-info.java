/**
 * What people say of answers, and what a team makes of it: golden sets that measure, and examples
 * that tune a model's behaviour while knowledge stays in the documents.
 */
@NullMarked
@PackageRule(mayUse = {"audit", "keeping", "store"})
package dev.footnote.feedback;

import dev.footnote.PackageRule;
import org.jspecify.annotations.NullMarked;
