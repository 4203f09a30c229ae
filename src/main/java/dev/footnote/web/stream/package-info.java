/** Answers that leave piece by piece, as server-sent events. */
@NullMarked
package dev.footnote.web.stream;

import org.jspecify.annotations.NullMarked;
