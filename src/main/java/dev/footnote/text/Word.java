package dev.footnote.text;

/**
 * A word of a text as {@link WordSplitter} found it.
 *
 * @param text as it is searched, an identifier without its joints
 * @param written as it stands in the text
 * @param identifier whether it must stay as it is, in every language: a code, a number, a pair of
 *     characters of a script without spaces
 */
record Word(String text, String written, boolean identifier) {}
