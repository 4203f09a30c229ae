/** What language models take: tokens and their price, by whom, and how much of it is allowed. */
@NullMarked
@PackageRule(mayUse = {"document", "store"})
package dev.footnote.spend;

import dev.footnote.PackageRule;
import org.jspecify.annotations.NullMarked;
