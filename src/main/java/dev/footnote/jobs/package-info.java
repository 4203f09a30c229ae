/**
 * Work that must not be lost: one durable task for each document that changed, and the reindex jobs
 * that admins ask for.
 */
@NullMarked
@PackageRule(mayUse = {"store", "document"})
package dev.footnote.jobs;

import dev.footnote.PackageRule;
import org.jspecify.annotations.NullMarked;
