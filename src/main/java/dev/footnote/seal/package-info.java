/**
 * Shows tampering with the ledger: seals entries in batches into a chain of signed Merkle roots,
 * keeps its head outside of the database, verifies and exports it. docs/ledger-format.md is the
 * format.
 */
@NullMarked
@PackageRule(mayUse = {"audit", "jobs", "store"})
package dev.footnote.seal;

import dev.footnote.PackageRule;
import org.jspecify.annotations.NullMarked;
