/** Footnote: answers from a company's own documents, each with footnotes that can be checked. */
@NullMarked
package dev.footnote;

import org.jspecify.annotations.NullMarked;
