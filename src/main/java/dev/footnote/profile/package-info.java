/**
 * Answer profiles: how a collection's answers are to be made, under a name, versioned. What a
 * profile leaves open is as the configuration says.
 */
@NullMarked
@PackageRule(mayUse = {"document", "store"})
package dev.footnote.profile;

import dev.footnote.PackageRule;
import org.jspecify.annotations.NullMarked;
