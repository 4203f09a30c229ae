/**
 * What neural models have in common, wherever they run and whatever they do: a life in native
 * memory, or an endpoint that is asked within limits and left alone when it keeps failing. The room
 * uses no other package of {@code dev.footnote}.
 */
@NullMarked
@PackageRule
package dev.footnote.model;

import dev.footnote.PackageRule;
import org.jspecify.annotations.NullMarked;
