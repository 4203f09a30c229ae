/**
 * Notices change and never processes it: a folder watcher whose events are hints, and a scan that
 * is the truth.
 */
@NullMarked
@PackageRule(mayUse = {"index", "text", "origin", "document", "jobs", "store"})
package dev.footnote.source;

import dev.footnote.PackageRule;
import org.jspecify.annotations.NullMarked;
