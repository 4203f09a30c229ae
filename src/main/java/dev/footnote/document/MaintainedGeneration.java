package dev.footnote.document;

/**
 * A generation that every edit must reach: the live one, one that is being filled, or one that is
 * kept so that it can become live at once.
 *
 * @param complete whether it holds the current version of every document
 */
public record MaintainedGeneration(Generation generation, boolean live, boolean complete) {}
