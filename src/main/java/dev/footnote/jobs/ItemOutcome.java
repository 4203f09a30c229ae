package dev.footnote.jobs;

import org.jspecify.annotations.Nullable;

/**
 * How one document of a job turned out.
 *
 * @param outcome {@code indexed}, {@code unchanged}, {@code removed}, or the code of a problem
 * @param failed whether the outcome is a problem
 * @param watermark the collection's watermark that contains the change; null when nothing changed
 */
public record ItemOutcome(
    String outcome, boolean failed, int chunks, int passagesEmbedded, @Nullable Long watermark) {}
