/**
 * The ledger: every answer with everything that made it, append-only, and the questions that an
 * auditor asks of it.
 */
@NullMarked
@PackageRule(mayUse = {"history", "document", "store"})
package dev.footnote.audit;

import dev.footnote.PackageRule;
import org.jspecify.annotations.NullMarked;
