/** The language model: an endpoint that is asked within limits of time, tries and callers. */
@NullMarked
@PackageRule(mayUse = {})
package dev.footnote.llm;

import dev.footnote.PackageRule;
import org.jspecify.annotations.NullMarked;
