package dev.footnote.web.problem;

/**
 * What is wrong with one input.
 *
 * @param field its place: a field of the body such as {@code filters.path}, or the name of a
 *     parameter or header
 * @param detail what it must be
 */
public record FieldError(String field, String detail) {}
