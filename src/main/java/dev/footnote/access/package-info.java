/**
 * Who is asking, and what they may do: API keys, roles, and the rule for a service that listens on
 * loopback alone.
 */
@NullMarked
@PackageRule(mayUse = {"document", "store"})
package dev.footnote.access;

import dev.footnote.PackageRule;
import org.jspecify.annotations.NullMarked;
