package dev.footnote.document;

/** A version whole, with the line about itself and the one about its document. */
public record VersionInContext(DocumentSummary document, VersionSummary summary, Version version) {}
