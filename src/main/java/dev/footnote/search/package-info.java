/**
 * From a question to ranked passages: a dense and a lexical leg on one snapshot, their fusion, and
 * a second look by a reranker if there is one.
 */
@NullMarked
@PackageRule(mayUse = {"text", "embed", "rerank", "document", "store"})
package dev.footnote.search;

import dev.footnote.PackageRule;
import org.jspecify.annotations.NullMarked;
