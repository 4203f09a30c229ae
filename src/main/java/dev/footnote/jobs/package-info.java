/**
 * Work that must not be lost: one durable task for each document that changed, the reindex jobs
 * that admins ask for, the filling of generations, and evaluation runs.
 */
@NullMarked
@PackageRule(mayUse = {"store", "document"})
package dev.footnote.jobs;

import dev.footnote.PackageRule;
import org.jspecify.annotations.NullMarked;
