/** Answers with the documents' own sentences, or none if they hold no answer. Needs no model. */
@NullMarked
@PackageRule(mayUse = {"evidence", "search", "text"})
package dev.footnote.extract;

import dev.footnote.PackageRule;
import org.jspecify.annotations.NullMarked;
