/** The REST API under {@code /api/v1}: thin resources, and the JSON that clients see. */
@NullMarked
package dev.footnote.web.api;

import org.jspecify.annotations.NullMarked;
