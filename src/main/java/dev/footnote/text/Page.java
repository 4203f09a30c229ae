package dev.footnote.text;

/**
 * The part of a document's text that stands on one page.
 *
 * @param number the page's number, counted from 1
 * @param start first UTF-16 code unit of the page in {@link ParsedDocument#text()}, inclusive
 * @param end end of the page in the text, exclusive; equal to {@code start} on a page without text
 */
public record Page(int number, int start, int end) {}
