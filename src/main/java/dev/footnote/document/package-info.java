/**
 * Collections, documents, their versions, passages and chunks: what there is, and what is current.
 */
@NullMarked
@PackageRule(mayUse = {"store"})
package dev.footnote.document;

import dev.footnote.PackageRule;
import org.jspecify.annotations.NullMarked;
