/**
 * The ground floor: transactions on PostgreSQL, the types that cross it, and the scope that every
 * row carries.
 */
@NullMarked
@PackageRule(mayUse = {})
package dev.footnote.store;

import dev.footnote.PackageRule;
import org.jspecify.annotations.NullMarked;
