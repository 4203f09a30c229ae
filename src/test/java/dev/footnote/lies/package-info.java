/** Answers of a language model that lies in known ways, made from real documents: for measuring. */
@NullMarked
package dev.footnote.lies;

import org.jspecify.annotations.NullMarked;
