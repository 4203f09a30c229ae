/** Whether the service lives, and whether it is ready: database, models, index. */
@NullMarked
package dev.footnote.web.health;

import org.jspecify.annotations.NullMarked;
