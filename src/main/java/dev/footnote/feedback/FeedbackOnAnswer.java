package dev.footnote.feedback;

import org.jspecify.annotations.Nullable;

/**
 * Feedback beside what it is about.
 *
 * @param collection the answer's collection; null when it is gone
 */
public record FeedbackOnAnswer(
    Feedback feedback, @Nullable String collection, String question, String answer) {}
