/**
 * The use cases of change: index a document, rename it, remove it. Nothing slow happens inside a
 * transaction here.
 */
@NullMarked
@PackageRule(mayUse = {"text", "embed", "document", "jobs", "store"})
package dev.footnote.index;

import dev.footnote.PackageRule;
import org.jspecify.annotations.NullMarked;
