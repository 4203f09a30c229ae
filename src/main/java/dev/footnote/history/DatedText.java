package dev.footnote.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version's text with the time in which it was current.
 *
 * @param validTo when it stopped being the current one; null while it is
 */
public record DatedText(int version, Instant validFrom, @Nullable Instant validTo, String text) {}
