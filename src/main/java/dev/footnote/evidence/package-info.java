/**
 * Ranked passages joined into evidence, cut into units that can be quoted, and the stored versions
 * that every quote is measured against.
 */
@NullMarked
@PackageRule(mayUse = {"search", "audit", "history", "text", "store"})
package dev.footnote.evidence;

import dev.footnote.PackageRule;
import org.jspecify.annotations.NullMarked;
