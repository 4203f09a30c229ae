/**
 * What is said when something can't be done: RFC 9457 problem details, and a page for each kind.
 */
@NullMarked
package dev.footnote.web.problem;

import org.jspecify.annotations.NullMarked;
