package dev.footnote.document;

import dev.footnote.store.Scope;

/**
 * A named set of documents that is searched together.
 *
 * @param name unique within its tenant
 * @param watermark how many changes have been committed to it
 * @param live the generation that questions run against
 */
public record DocumentCollection(Scope scope, String name, long watermark, Generation live) {}
