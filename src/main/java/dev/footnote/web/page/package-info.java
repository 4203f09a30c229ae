/** The pages: rendered here, working without scripts, a little livelier with htmx. */
@NullMarked
package dev.footnote.web.page;

import org.jspecify.annotations.NullMarked;
