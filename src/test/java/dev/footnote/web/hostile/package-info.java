/** Attacks on answers, run through the service over HTTP. */
@NullMarked
package dev.footnote.web.hostile;

import org.jspecify.annotations.NullMarked;
