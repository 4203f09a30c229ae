/** Whether a statement stands in the evidence that it names: its words, numbers and quotes. */
@NullMarked
@PackageRule(mayUse = {"evidence", "audit", "text"})
package dev.footnote.proof;

import dev.footnote.PackageRule;
import org.jspecify.annotations.NullMarked;
