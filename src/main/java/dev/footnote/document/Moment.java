package dev.footnote.document;

import java.time.Instant;

/**
 * A point in a collection's history.
 *
 * @param watermark how many changes had been committed, this one included
 * @param at when, as the committing process's clock said, or the time of the change before if that
 *     clock was behind it: times never fall while watermarks rise
 */
public record Moment(long watermark, Instant at) {}
