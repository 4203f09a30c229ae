/**
 * Makes answers of the ledger once more, and says what came out the same and what did not, and why.
 * Nothing is appended, counted or billed.
 */
@NullMarked
@PackageRule(mayUse = {"answer", "audit", "rerank", "search", "evidence", "store"})
package dev.footnote.replay;

import dev.footnote.PackageRule;
import org.jspecify.annotations.NullMarked;
