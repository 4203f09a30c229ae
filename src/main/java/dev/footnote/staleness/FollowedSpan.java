package dev.footnote.staleness;

import dev.footnote.audit.CitationStatus;
import dev.footnote.history.CitedSpan;

/** A cited span with its number and the status that it was last seen with. */
record FollowedSpan(long id, CitedSpan span, CitationStatus status) {}
