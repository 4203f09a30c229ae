package dev.footnote.document;

import org.jspecify.annotations.Nullable;

/**
 * Where a passage stands in a version: a half-open span of its text, and the pages it lies on if
 * there are pages.
 */
public record Place(
    long passageId, int start, int end, @Nullable Integer pageFirst, @Nullable Integer pageLast) {}
