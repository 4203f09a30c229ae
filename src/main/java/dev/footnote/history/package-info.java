/**
 * What a document said before and what it says now: two versions compared word by word, a passage
 * found again in another version, and since when it stands there.
 */
@NullMarked
@PackageRule(mayUse = {"document", "store"})
package dev.footnote.history;

import dev.footnote.PackageRule;
import org.jspecify.annotations.NullMarked;
