/**
 * From a question to ranked passages: a dense and a lexical leg on one snapshot, and their fusion.
 */
@NullMarked
@PackageRule(mayUse = {"text", "embed", "document", "store"})
package dev.footnote.search;

import dev.footnote.PackageRule;
import org.jspecify.annotations.NullMarked;
