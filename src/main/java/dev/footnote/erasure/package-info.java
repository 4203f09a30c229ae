/**
 * Lets go of what must go: answers of a person, a document, what is older than it may be kept.
 * Leaves tombstones on the ledger, and nothing of what was erased. Legal holds forbid it. The one
 * room whose SQL reaches into the tables of others, so that all places of a text are seen together.
 */
@NullMarked
@PackageRule(mayUse = {"audit", "jobs", "keeping", "store"})
package dev.footnote.erasure;

import dev.footnote.PackageRule;
import org.jspecify.annotations.NullMarked;
