package dev.footnote.document;

/** What makes a generation what it is; two texts indexed under equal settings give equal rows. */
public record GenerationSettings(
    String modelName, int dimensions, String chunker, String analyzer) {}
