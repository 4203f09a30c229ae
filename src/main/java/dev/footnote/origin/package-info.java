/**
 * Who changed a document, where its source knows: finds the commits of a Git work tree that brought
 * what versions say. It looks after the fact and in the background, compares content and not times,
 * and says nothing where it would have to guess.
 */
@NullMarked
@PackageRule(mayUse = {"document", "store"})
package dev.footnote.origin;

import dev.footnote.PackageRule;
import org.jspecify.annotations.NullMarked;
