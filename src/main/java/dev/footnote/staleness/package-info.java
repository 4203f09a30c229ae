/**
 * What became of what answers cited: a projection of the ledger and of the changes of documents,
 * the feed of it, and what an edit would do before it is saved. Nothing here is the ledger itself;
 * all of it can be made again.
 */
@NullMarked
@PackageRule(mayUse = {"history", "audit", "index", "jobs", "document", "store"})
package dev.footnote.staleness;

import dev.footnote.PackageRule;
import org.jspecify.annotations.NullMarked;
